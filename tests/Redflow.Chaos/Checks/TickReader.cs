using System.Globalization;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;
using Redflow.Client;
using Redflow.Schedules;
using Redflow.Storage;

namespace Redflow.Chaos.Checks;

/// <summary>
/// Copies the histories of the schedules, of which Redis keeps the last thousand ticks, into a ledger. Each record is written twice, the
/// second time later than what a server may lose that is killed.
/// </summary>
internal sealed class TickReader(RedflowClient client, LedgerWriter ledger)
{
    private const int MostTicks = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, long> _written = [];

    /// <summary>Goes on until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(MostTicks, cancellationToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException or ScheduleNotFoundException)
            {
                // The server is away, or no client has stored the schedule yet.
            }

            await Pause.ForAsync(Interval, cancellationToken);
        }
    }

    /// <summary>Copies what was not copied twice.</summary>
    public async Task ReadAsync(int limit, CancellationToken cancellationToken)
    {
        foreach (var schedule in WorkflowNames.Schedules)
        {
            foreach (var instant in (await client.Schedules.ListTicksAsync(schedule, limit, cancellationToken)).GroupBy(tick => tick.PlannedAt).OrderBy(tick => tick.Key))
            {
                var (count, at) = (Text(instant.Count()), Text(instant.Key.ToUnixTimeMilliseconds()));
                foreach (var tick in instant)
                {
                    Write(schedule, at, tick.Outcome.ToString(), tick.Run?.ToString() ?? tick.Reason?.ToString() ?? "-", count);
                }
            }
        }
    }

    private void Write(params string[] fields)
    {
        var (key, now) = (string.Join(' ', fields), LedgerWriter.Now);
        var isKnown = _written.TryGetValue(key, out var firstAt);
        if (!isKnown || firstAt + SecondLook.Ticks < now)
        {
            ledger.Write(LedgerKinds.Record, fields);
            _written[key] = isKnown ? long.MaxValue - SecondLook.Ticks : now;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
