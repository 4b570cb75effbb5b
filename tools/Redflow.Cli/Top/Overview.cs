using Redflow.Cli.Http;
using Redflow.Cli.Queues;
using Redflow.Cli.Runs;
using Redflow.Cli.Stats;
using Redflow.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Redflow.Cli.Top;

/// <summary>How the system stood when it was read.</summary>
internal sealed record Overview(Uri Address, DateTimeOffset At, Totals Totals, IReadOnlyList<Queue> Queues, IReadOnlyList<RunRow> Runs, Rates Rates)
{
    private const int MostQueues = 15;
    private const int MostRuns = 50;

    private static readonly int[] Spans = [5, 60];

    public static async Task<Overview> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var api = session.Api;
        var totals = api.GetAsync(ApiPath.Of($"stats"), cancellationToken);
        var queues = api.GetAsync($"{ApiPath.Of($"queues")}?limit={MostQueues}", cancellationToken);
        var runs = api.GetAsync($"{ApiPath.Of($"runs")}?limit={MostRuns}", cancellationToken);
        var rates = api.GetAsync($"{ApiPath.Of($"stats/series")}?step=1m", cancellationToken);
        await Task.WhenAll(totals, queues, runs, rates);
        return new(
            api.Address,
            session.Around.Time.GetUtcNow(),
            (await totals).Read<Totals>(),
            (await queues).ReadPage<Queue>("queues").Rows,
            (await runs).ReadPage<RunRow>("runs").Rows,
            (await rates).Read<Rates>());
    }

    /// <summary>Draws it, the latest runs at the end: a terminal shows as many as it has lines for.</summary>
    public IRenderable Draw(Times times) => new Rows(
        Screen.Draw($"{Address}  {times.Clock(At)}  {Totals.Workers} workers"),
        Text.Empty,
        Screen.TableOf(
            [Totals.Runs],
            [.. RunStatuses.All.Select(CountOf)]),
        Text.Empty,
        Screen.TableOf(Spans,
        [
            new("a minute", span => $"over {span}m"),
            new("started", span => Rates.Of(span, point => point.Started)),
            new("succeeded", span => Rates.Of(span, point => point.Succeeded)),
            new("failed", span => Rates.Of(span, point => point.Failed)),
            new("canceled", span => Rates.Of(span, point => point.Canceled)),
            new("retries", span => Rates.Of(span, point => point.Retries)),
        ]),
        Text.Empty,
        Screen.TableOf(Queues, Queue.Columns(times)),
        Text.Empty,
        Screen.TableOf(Runs, RunColumns.Of(times)));

    private static Column<IReadOnlyDictionary<string, long>> CountOf(string status) =>
        new(status, runs => Cell.OfStatus(status) with { Text = $"{runs.GetValueOrDefault(status)}" });
}
