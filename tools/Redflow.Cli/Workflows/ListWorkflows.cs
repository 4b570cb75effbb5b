using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows list</c>.</summary>
internal sealed class ListWorkflows : PagedCommand<Workflow>
{
    public ListWorkflows(Tool tool)
        : base(tool, "list", "Lists workflows by name, with how their runs go.", "workflows") => AddPaging();

    protected override string PathOf(ParseResult parsed, Query query) => ApiPath.Of($"workflows");

    protected override void Show(Screen screen, IReadOnlyList<Workflow> rows) => screen.Table(rows,
    [
        new("name", workflow => workflow.Name),
        new("queue", workflow => workflow.Queue),
        new("queued", workflow => $"{workflow.Runs.GetValueOrDefault("queued")}"),
        new("running", workflow => $"{workflow.Runs.GetValueOrDefault("running")}"),
        new("waiting", workflow => $"{workflow.Runs.GetValueOrDefault("waiting")}"),
        new("1h ok", workflow => $"{workflow.LastHour.Succeeded}"),
        new("1h failed", workflow => new Cell($"{workflow.LastHour.Failed}", workflow.LastHour.Failed > 0 ? Spectre.Console.Color.Red : null)),
        new("1h average", workflow => Times.Span(workflow.LastHour.AverageDuration)),
        new("limits", workflow => $"{workflow.Limits}"),
        new("paused", workflow => workflow.Pause?.Describe(screen.Times)),
    ]);
}
