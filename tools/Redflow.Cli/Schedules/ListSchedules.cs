using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Completion;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules list</c>.</summary>
internal sealed class ListSchedules : PagedCommand<Schedule>
{
    private readonly Option<string?> _workflow = Values.Text("--workflow", "Only schedules of this workflow.", "workflow");
    private readonly Option<string?> _enabled = Values.Word("--enabled", "Only those that fire, or only those that do not.", "true", "false");

    public ListSchedules(Tool tool)
        : base(tool, "list", "Lists schedules by id.", "schedules")
    {
        _workflow.CompletionSources.Add(Known.Workflows(tool));
        Add(_workflow);
        Add(_enabled);
        AddPaging();
    }

    protected override string PathOf(ParseResult parsed, Query query)
    {
        query.Add("workflow", parsed.GetValue(_workflow)).Add("enabled", parsed.GetValue(_enabled));
        return ApiPath.Of($"schedules");
    }

    protected override void Show(Screen screen, IReadOnlyList<Schedule> rows) => screen.Table(rows,
    [
        new("id", schedule => schedule.Id),
        new("workflow", schedule => schedule.Workflow),
        new("times", schedule => schedule.Times),
        new("enabled", schedule => schedule.IsEnabled ? "yes" : new Cell("no", Spectre.Console.Color.Grey)),
        new("next", schedule => screen.Times.Of(schedule.NextAt)),
        new("last", schedule => screen.Times.Of(schedule.LastAt)),
        new("fired", schedule => $"{schedule.FiredTicks}"),
    ]);
}
