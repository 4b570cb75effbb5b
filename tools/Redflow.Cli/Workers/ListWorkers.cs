using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Workers;

/// <summary><c>redflow workers</c>.</summary>
internal sealed class ListWorkers : PagedCommand<Worker>
{
    public ListWorkers(Tool tool)
        : base(tool, "workers", "Lists the workers that are up, by id.", "workers") => AddPaging();

    protected override string PathOf(ParseResult parsed, Query query) => ApiPath.Of($"workers");

    protected override void Show(Screen screen, IReadOnlyList<Worker> rows) => screen.Table(rows,
    [
        new("id", worker => worker.Id),
        new("app", worker => $"{worker.App} {worker.Version}"),
        new("host", worker => $"{worker.Host}:{worker.ProcessId}"),
        new("running", worker => $"{worker.Running} of {worker.Concurrency}"),
        new("state", worker => worker.IsDraining ? new Cell("draining", Spectre.Console.Color.Yellow) : "up"),
        new("started", worker => screen.Times.Of(worker.StartedAt)),
        new("queues", worker => string.Join(", ", worker.Queues)),
    ]);
}
