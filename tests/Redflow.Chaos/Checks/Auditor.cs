using System.Diagnostics;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>Looks at Redis while processes work, in a process that nobody kills, over a connection that nobody cuts: at slots, at ends of runs, at ticks.</summary>
internal static class Auditor
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>For how long a server is away at most, and a look takes. A connection over which nothing is answered for longer has not come back.</summary>
    private static readonly TimeSpan AwayAtMost = TimeSpan.FromSeconds(30);

    /// <summary>One look in so many is at all workflows, the others are at those with limits.</summary>
    private const int AllEvery = 6;

    /// <summary>Looks until the token fires, and writes what it saw into the driver's ledger. It is to go on until the store is at rest.</summary>
    public static async Task RunAsync(CheckOptions options, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await LookUntilBlindAsync(options, ledger, cancellationToken);
        }
    }

    /// <summary>Looks until its connection does not come back. That is a finding: what is not looked at can't be wrong.</summary>
    private static async Task LookUntilBlindAsync(CheckOptions options, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        await using var opened = new ServerConnection(options);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(
            new RunWatcher(opened.Client, ledger, LedgerFollower.FromStart(ledger.Folder), new(0), share: 1, readsSteps: true).RunAsync(ending.Token),
            new TickReader(opened.Client, ledger).RunAsync(ending.Token),
            Task.WhenAll(Enumerable.Range(0, options.Partitions).Select(partition => LookAsync(opened.Script, partition, ledger, ending))));
    }

    /// <summary>Looks at one partition: another one's may be away.</summary>
    private static async Task LookAsync(AuditScript script, int partition, LedgerWriter ledger, CancellationTokenSource ending)
    {
        var answeredAt = Stopwatch.GetTimestamp();
        for (var look = 0; !ending.IsCancellationRequested; look++)
        {
            try
            {
                await LookAsync(script, partition, ledger, look % AllEvery == 0).WaitAsync(AwayAtMost, ending.Token);
                answeredAt = Stopwatch.GetTimestamp();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException)
            {
                // The server is away, or full: the next look comes soon.
            }

            if (Stopwatch.GetElapsedTime(answeredAt) >= AwayAtMost && !ending.IsCancellationRequested)
            {
                ledger.Write(LedgerKinds.Unexpected, "auditor", "its connection has not come back");
                await ending.CancelAsync();
            }

            await Pause.ForAsync(Interval, ending.Token);
        }
    }

    /// <summary>Looks once.</summary>
    /// <param name="script">The script that looks.</param>
    /// <param name="partition">At which partition.</param>
    /// <param name="ledger">Where it says what it saw.</param>
    /// <param name="all">Whether at all workflows, not only at those with limits.</param>
    public static async Task LookAsync(AuditScript script, int partition, LedgerWriter ledger, bool all)
    {
        foreach (var workflow in WorkflowNames.All)
        {
            var isLimited = WorkflowNames.LimitOf(workflow) is not null || WorkflowNames.KeyLimitOf(workflow) is not null;
            if (!all && !isLimited)
            {
                continue;
            }

            var audit = await script.RunAsync(workflow, partition);
            audit.WriteTo(ledger, isLimited);
            foreach (var run in await script.FindStuckAsync(audit))
            {
                ledger.Write(LedgerKinds.Stuck, workflow, run);
            }
        }
    }
}
