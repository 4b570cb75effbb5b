using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs list</c>.</summary>
internal sealed class ListRuns : PagedCommand<RunRow>
{
    private readonly RunFilter _filter;

    public ListRuns(Tool tool)
        : base(tool, "list", "Lists runs, newest first.", "runs")
    {
        _filter = new(tool);
        _filter.AddTo(this);
        AddPaging();
    }

    protected override string PathOf(ParseResult parsed, Query query)
    {
        _filter.AddTo(query, parsed);
        return ApiPath.Of($"runs");
    }

    protected override void Show(Screen screen, IReadOnlyList<RunRow> rows) => screen.Table(rows, RunColumns.Of(screen.Times));
}
