using System.CommandLine;
using Redflow.Cli.Http;
using Redflow.Cli.Runs;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Stats;

/// <summary><c>redflow stats</c>.</summary>
internal sealed class GetStats(Tool tool) : ApiCommand(tool, "stats", "Counts runs by workflow and status, what is ready in queues, and workers.")
{
    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.GetAsync(ApiPath.Of($"stats"), cancellationToken);
        return session.Show<Totals>(reply, totals => Show(session.Screen, totals));
    }

    private static void Show(Screen screen, Totals totals)
    {
        screen.Table<Row>(
            [
                new("all", totals.Runs),
                .. totals.Workflows.OrderBy(workflow => workflow.Key, StringComparer.Ordinal).Select(workflow => new Row(workflow.Key, workflow.Value)),
            ],
            [
                new("workflow", row => row.Name),
                .. RunStatuses.All.Select(status => new Column<Row>(status, row => $"{row.Runs.GetValueOrDefault(status)}")),
            ]);
        screen.Line("");
        screen.Table([.. totals.Queues.OrderBy(queue => queue.Key, StringComparer.Ordinal)],
        [
            new("queue", queue => queue.Key),
            new("ready", queue => $"{queue.Value}"),
        ]);
        screen.Line("");
        screen.Line($"{totals.Workers} workers");
    }

    private sealed record Row(string Name, IReadOnlyDictionary<string, long> Runs);
}
