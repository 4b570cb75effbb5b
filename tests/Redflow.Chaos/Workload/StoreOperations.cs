using System.Globalization;
using Redflow.Chaos.Ledger;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;

namespace Redflow.Chaos.Workload;

/// <summary>What a client of the store does, by chance.</summary>
internal sealed class StoreOperations
{
    private const int BulkSize = 20;

    private static readonly TimeSpan UntilRegistered = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PoisonAtMostEvery = TimeSpan.FromSeconds(40);

    private readonly IRedflowStore _store;
    private readonly RedflowClient _client;
    private readonly LedgerWriter _ledger;
    private readonly Emitter _emitter;
    private readonly Random _random;
    private readonly (int Weight, Func<CancellationToken, Task> Run)[] _operations;
    private long _poisonedAt = LedgerWriter.Now;

    public StoreOperations(IRedflowStore store, RedflowClient client, LedgerWriter ledger, Random random)
    {
        (_store, _client, _ledger, _random) = (store, client, ledger, random);
        _emitter = new(store, ledger);
        _operations =
        [
            (16, ct => EmitAsync(WorkflowNames.Free, ct)),
            (18, ct => EmitAsync(WorkflowNames.Limited, ct)),
            (14, ct => EmitKeyedAsync(ct)),
            (8, ct => EmitAsync(WorkflowNames.Parallel, ct)),
            (6, ct => EmitAsync(WorkflowNames.Parent, ct)),
            (4, CancelGuardianAsync),
            (6, ct => EmitAsync(WorkflowNames.Sleeper, ct)),
            (4, SendEventAsync),
            (4, SendSignalAsync),
            (8, ct => EmitAsync(WorkflowNames.Flaky, ct)),
            (3, ct => EmitAsync(WorkflowNames.Failing, ct)),
            (4, ct => EmitAsync(WorkflowNames.Saga, ct)),
            (8, ct => EmitOnceAsync(ct)),
            (2, ct => EmitManyAsync(ct)),
            (6, CancelAsync),
            (1, PoisonAsync),
        ];
    }

    private ChaosInput Input => new(_random.Next(2, 60));

    private string NewKey => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{_random.NextInt64()}");

    /// <summary>Waits until workers know the workflows, and stores the schedule that none declares. Each client does, with the same definition.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        while (await _store.FindWorkflowAsync(WorkflowNames.Beat, cancellationToken) is null)
        {
            await Task.Delay(UntilRegistered, cancellationToken);
        }

        await _client.Schedules.UpsertAsync(
            WorkflowNames.BeatSchedule, Schedule.Every(TimeSpan.FromSeconds(1)), WorkflowNames.Beat, new ChaosInput(700),
            new() { Misfire = MisfirePolicy.FireAll }, cancellationToken);
    }

    /// <summary>Does one thing.</summary>
    public Task NextAsync(CancellationToken cancellationToken)
    {
        var chosen = _random.Next(_operations.Sum(operation => operation.Weight));
        return _operations.First(operation => (chosen -= operation.Weight) < 0).Run(cancellationToken);
    }

    /// <summary>Emits a run, some of them later and with a priority, and waits for the results of some.</summary>
    private async Task EmitAsync(string workflow, CancellationToken cancellationToken)
    {
        var options = new EmitOptions
        {
            Priority = _random.Next(-2, 3),
            Delay = _random.Next(5) == 0 ? TimeSpan.FromMilliseconds(_random.Next(100, 1_500)) : null,
        };
        var awaits = _random.Next(3) == 0;
        if (await _emitter.EmitAsync(workflow, Input, options, cancellationToken) is { } run && awaits)
        {
            await AwaitAsync(run, cancellationToken);
        }
    }

    private async Task AwaitAsync(RunId run, CancellationToken cancellationToken)
    {
        if (await _client.WaitForRunAsync(run, LongestWait, cancellationToken) is { } outcome)
        {
            Outcomes.Write(_ledger, run, outcome);
        }
    }

    private Task<RunId?> EmitKeyedAsync(CancellationToken cancellationToken)
    {
        var key = $"tenant-{_random.Next(4)}";
        return _emitter.EmitAsync(WorkflowNames.Keyed, Input with { Key = key }, new() { LimitKey = key }, cancellationToken);
    }

    /// <summary>Emits by a key that all clients use in the same second.</summary>
    private Task<RunId?> EmitOnceAsync(CancellationToken cancellationToken) => _emitter.EmitAsync(
        WorkflowNames.Once, Input, new() { IdempotencyKey = SharedKeys.Next(_random) }, cancellationToken);

    private Task<IReadOnlyList<RunId>> EmitManyAsync(CancellationToken cancellationToken) =>
        _emitter.EmitManyAsync(WorkflowNames.Free, [.. Enumerable.Range(0, BulkSize).Select(_ => Input)], null, cancellationToken);

    /// <summary>Cancels a run at some moment of its life, or behind it.</summary>
    private async Task CancelAsync(CancellationToken cancellationToken)
    {
        var (workflow, pause) = (_random.Next(2) == 0 ? WorkflowNames.Limited : WorkflowNames.Parallel, _random.Next(0, 1_500));
        if (await _emitter.EmitAsync(workflow, Input, null, cancellationToken) is { } run)
        {
            await CancelAsync(run, pause, cancellationToken);
        }
    }

    private async Task CancelGuardianAsync(CancellationToken cancellationToken)
    {
        var pause = _random.Next(200, 3_000);
        if (await _emitter.EmitAsync(WorkflowNames.Guardian, Input, null, cancellationToken) is { } run)
        {
            await CancelAsync(run, pause, cancellationToken);
        }
    }

    private async Task CancelAsync(RunId run, int pause, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(pause), cancellationToken);
        _ledger.Write(LedgerKinds.CancelSent, run.ToString());
        await _client.CancelRunAsync(run, "a client's", cancellationToken);
        _ledger.Write(LedgerKinds.CancelOk, run.ToString());
    }

    /// <summary>Emits a run that waits, and the event that it waits for: at once by a call of its own, or by a step of another run.</summary>
    private async Task SendEventAsync(CancellationToken cancellationToken)
    {
        var (key, input, byStep) = (NewKey, Input, _random.Next(2) == 0);
        var id = _client.NewEventId(Messages.Event, key);
        await _emitter.EmitAsync(WorkflowNames.Waiter, input with { Key = key }, null, cancellationToken);
        if (byStep)
        {
            await _emitter.EmitAsync(WorkflowNames.Herald, input with { Key = key }, null, cancellationToken);
        }
        else
        {
            await new Attempts(_ledger).UntilItWorksAsync(ct => _client.EmitEventAsync(Messages.Event, key, key, id, ct), cancellationToken);
        }
    }

    private async Task SendSignalAsync(CancellationToken cancellationToken)
    {
        var (input, id, pause) = (Input, Guid.NewGuid(), _random.Next(0, 500));
        if (await _emitter.EmitAsync(WorkflowNames.Signaled, input, null, cancellationToken) is { } run)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pause), cancellationToken);
            await _client.SignalRunAsync(run, Messages.Signal, "now", id, cancellationToken);
        }
    }

    /// <summary>Emits a run that kills two workers, rarely.</summary>
    private Task PoisonAsync(CancellationToken cancellationToken)
    {
        if (LedgerWriter.Now - _poisonedAt < PoisonAtMostEvery.Ticks)
        {
            return Task.CompletedTask;
        }

        _poisonedAt = LedgerWriter.Now;
        return _emitter.EmitAsync(WorkflowNames.Poison, Input, null, cancellationToken);
    }
}
