using System.Globalization;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>Brings the store to rest, and writes into a ledger what is left in it then.</summary>
internal sealed class Examiner : IAsyncDisposable
{
    private const string Role = "examiner";
    private const int LastTicks = 1_000;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(10);
    private static readonly RunStatus[] Open = [RunStatus.Scheduled, RunStatus.Queued, RunStatus.Running, RunStatus.Waiting];

    private readonly CheckOptions _options;
    private readonly ServerConnection _opened;
    private readonly LedgerWriter _ledger;

    public Examiner(CheckOptions options) => (_options, _opened, _ledger) = (options, new(options), new(options.LedgerFolder, Role));

    private RedflowClient Client => _opened.Client;

    /// <summary>Stops the schedules, then waits until all runs have ended and are gone.</summary>
    /// <returns>Whether that came in time.</returns>
    public async Task<bool> SettleAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            foreach (var schedule in WorkflowNames.Schedules)
            {
                await StopAsync(schedule, timeout.Token);
            }

            await UntilAsync(async ct => !await ListOpenAsync(ct).AnyAsync(ct), timeout.Token);
            await UntilAsync(async ct => !await LeftKeyReader.ListAsync(_opened.Multiplexer, _options.Prefix, _options.Partitions).AnyAsync(ct), timeout.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Writes what is left.</summary>
    public async Task ExamineAsync(CancellationToken cancellationToken)
    {
        await foreach (var run in ListOpenAsync(cancellationToken))
        {
            _ledger.Write(LedgerKinds.Unfinished, run.Id.ToString(), run.Status.ToWord());
        }

        await foreach (var key in LeftKeyReader.ListAsync(_opened.Multiplexer, _options.Prefix, _options.Partitions).WithCancellation(cancellationToken))
        {
            _ledger.Write(LedgerKinds.Left, key);
        }

        await new TickReader(Client, _ledger).ReadAsync(LastTicks, cancellationToken);
        for (var partition = 0; partition < _options.Partitions; partition++)
        {
            await Auditor.LookAsync(_opened.Script, partition, _ledger, all: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        await _opened.DisposeAsync();
    }

    /// <summary>Waits until a schedule has dealt with all instants that are over, and disables it.</summary>
    private async Task StopAsync(string schedule, CancellationToken cancellationToken)
    {
        if (await Client.Schedules.FindAsync(schedule, cancellationToken) is null)
        {
            return;
        }

        var (before, since) = (DateTimeOffset.UtcNow, LedgerWriter.Now);
        await UntilAsync(async ct => (await Client.Schedules.GetAsync(schedule, ct)).NextAt > before || LedgerWriter.Now - since > CatchUp.Ticks, cancellationToken);
        await UntilAsync(
            async ct =>
            {
                await Client.Schedules.DisableAsync(schedule, ct);
                return true;
            },
            cancellationToken);
        _ledger.Write(LedgerKinds.TickedUntil, schedule, before.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The server may still be coming back.</summary>
    private static async Task UntilAsync(Func<CancellationToken, Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await condition(cancellationToken))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is StoreUnavailableException or RedisException or TimeoutException)
            {
                // Once more.
            }

            await Task.Delay(Again, cancellationToken);
        }
    }

    private IAsyncEnumerable<RunSummary> ListOpenAsync(CancellationToken cancellationToken) => Open
        .ToAsyncEnumerable()
        .SelectMany(status => Client.EnumerateRunsAsync(new() { Status = status }, cancellationToken));
}
