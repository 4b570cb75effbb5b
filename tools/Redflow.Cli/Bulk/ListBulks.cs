using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Bulk;

/// <summary><c>redflow bulk list</c>.</summary>
internal sealed class ListBulks : PagedCommand<BulkOperation>
{
    public ListBulks(Tool tool)
        : base(tool, "list", "Lists bulk operations, newest first.", "operations") => AddPaging();

    protected override string PathOf(ParseResult parsed, Query query) => ApiPath.Of($"bulk");

    protected override void Show(Screen screen, IReadOnlyList<BulkOperation> rows) => screen.Table(rows,
    [
        new("id", row => row.Id),
        new("operation", row => row.Operation),
        new("status", row => Cell.OfStatus(row.Status)),
        new("started", row => screen.Times.Of(row.CreatedAt)),
        new("took", row => screen.Times.Span(row.StartedAt, row.FinishedAt)),
        new("runs", row => row.Runs),
    ]);
}
