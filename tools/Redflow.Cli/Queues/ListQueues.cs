using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Queues;

/// <summary><c>redflow queues list</c>.</summary>
internal sealed class ListQueues : PagedCommand<Queue>
{
    public ListQueues(Tool tool)
        : base(tool, "list", "Lists queues by name.", "queues") => AddPaging();

    protected override string PathOf(ParseResult parsed, Query query) => ApiPath.Of($"queues");

    protected override void Show(Screen screen, IReadOnlyList<Queue> rows) => screen.Table(rows, Queue.Columns(screen.Times));
}
