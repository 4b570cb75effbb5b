using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Client;
using Redflow.Events;
using Redflow.Execution;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Workflows;

namespace Redflow.Testing;

/// <summary>
/// A worker and a scheduler by hand: one pass after the other, and time is skipped when nothing else is to be done. A worker that dies leaves its pass where it is,
/// and its runs are taken back once its lease has run out.
/// </summary>
internal sealed class TestBench : IAsyncDisposable
{
    private const string Worker = "test";
    private const int Batch = 100;

    /// <summary>As short as can be, since it shows in the times that a handler sees. It ends with a whole millisecond, up to 2 ms later.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(1);
    private static readonly ReapRequest Reaping = new(Batch, TimeSpan.MaxValue, TimeSpan.Zero);

    private readonly TestSetup _setup;
    private readonly CrashPoint? _crash;
    private readonly CrashingStore _crashing;
    private readonly IRedflowStore _store;
    private readonly SkippingTime _time;
    private readonly IHost _host;
    private readonly StepOverrides _overrides = new();
    private readonly List<TestSetup.Delivery> _deliveries;
    private readonly HashSet<EventId> _delivered = [];
    private readonly WorkflowRegistry _registry;
    private readonly RedflowClient _client;
    private readonly TaskCompletionSource _canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRegistered;

    /// <param name="setup">What the run is given.</param>
    /// <param name="id">The run's id.</param>
    /// <param name="crash">When the worker dies; null for never.</param>
    public TestBench(TestSetup setup, RunId id, CrashPoint? crash)
    {
        _setup = setup;
        _crash = crash;
        _time = new(setup.Start);
        _deliveries = [.. setup.Deliveries];
        (_store, _crashing) = CrashingStore.Before(new MemoryStore(_time), crash, id);
        foreach (var (step, body) in setup.Overrides)
        {
            _overrides.Add(step, body);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging().AddSingleton<TimeProvider>(_time).AddSingleton(_store).AddSingleton(_overrides);
        setup.Services(builder.Services);
        setup.Workflows(builder.AddRedflowWorker("redis"));
        _host = builder.Build();
        _registry = Services.GetRequiredService<WorkflowRegistry>();
        _client = Services.GetRequiredService<RedflowClient>();
    }

    public IServiceProvider Services => _host.Services;

    /// <summary>How many times a worker could have died.</summary>
    public int CrashPoints => _crashing.Count;

    public async Task<RunId> EmitAsync<TInput>(TInput input, CancellationToken cancellationToken)
    {
        await RegisterAsync(cancellationToken).ConfigureAwait(false);
        var handle = await _client.EmitWorkflowAsync<TInput, Payload>(_setup.Workflow, input, cancellationToken: cancellationToken).ConfigureAwait(false);
        return handle.Id;
    }

    /// <summary>Goes on until the run has ended, and what its end brings about too, or nothing can go on.</summary>
    public async Task DriveAsync(RunId id, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => _canceled.TrySetResult());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await WorkAsync(cancellationToken).ConfigureAwait(false)
                || await _store.RelayAsync(Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 }
                || await DeliverAsync(id, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (await HasEndedAsync(id, cancellationToken).ConfigureAwait(false) || !await SkipAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    public async Task<WorkflowTestRun<TOutput>> ReadAsync<TOutput>(RunId id, CancellationToken cancellationToken)
    {
        var run = await _client.GetRunAsync(id, cancellationToken).ConfigureAwait(false);
        var waits = run.Status == RunStatus.Waiting ? await _client.ExplainRunAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return new(Services.GetRequiredService<PayloadSerializer>())
        {
            Run = run,
            Steps = await _client.GetRunStepsAsync(id, cancellationToken).ConfigureAwait(false),
            EmittedWorkflows = await ListEmittedAsync(id, cancellationToken).ConfigureAwait(false),
            EmittedEvents = await ListEventsAsync(cancellationToken).ConfigureAwait(false),
            Log = await _client.GetRunLogAsync(id, cancellationToken).ConfigureAwait(false),
            Elapsed = _time.GetUtcNow() - _setup.Start,
            WaitsFor = (waits as WaitReason.Suspended)?.Steps ?? [],
            UnusedOverrides = _overrides.Unused,
            Compensated = await ListCompensatedAsync(id, cancellationToken).ConfigureAwait(false),
        };
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (!_isRegistered)
        {
            // A crash of the test's making is not to use up the run's.
            var workflows = _registry.Describe();
            await _store.RegisterWorkflowsAsync([.. workflows.Select(info => info with { MaxCrashes = int.MaxValue })], cancellationToken).ConfigureAwait(false);
            _isRegistered = true;
        }

        await _store.RegisterWorkerAsync(new(Worker, Worker, Worker, Environment.ProcessId, _registry.Queues, 1, Lease), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one pass.</summary>
    /// <returns>False when no run is ready.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        await RegisterAsync(cancellationToken).ConfigureAwait(false);
        var reply = await _store.ExchangeAsync(new(Worker, _registry.Queues, 1, []), cancellationToken).ConfigureAwait(false);
        if (reply.Claimed.Count == 0)
        {
            return false;
        }

        var claimed = reply.Claimed[0];
        if (_registry.Find(claimed.Workflow) is not { } definition)
        {
            // Captured: it stays claimed and is not run.
            return true;
        }

        var pass = new Pass(claimed, definition.Options.MaxAttempts, _store, new EffectRelay(_store, _time, NullLogger.Instance), _time, NullLogger.Instance);
        var dies = _crash is { Reached.IsCompleted: false } ? _crash.Reached : _canceled.Task;
        var work = WorkAsync(pass);
        await Task.WhenAny(work, dies, _canceled.Task).ConfigureAwait(false);
        if (work.IsCompleted)
        {
            await work.ConfigureAwait(false);
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        _time.Skip(2 * Lease);
        await _store.ReapAsync(Reaping, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>What a worker that may die does.</summary>
    private async Task WorkAsync(Pass pass)
    {
        if (await Services.GetRequiredService<PassExecutor>().RunAsync(pass).ConfigureAwait(false) is { } outcome)
        {
            await _store.ExchangeAsync(new(Worker, [], 0, [new(pass.Run.Id, pass.Claimed.Fence, outcome)])).ConfigureAwait(false);
        }

        pass.Dispose();
    }

    /// <summary>Sends the first thing that the run waits for.</summary>
    private async Task<bool> DeliverAsync(RunId id, CancellationToken cancellationToken)
    {
        if (_deliveries.Count == 0 || await _client.ExplainRunAsync(id, cancellationToken).ConfigureAwait(false) is not WaitReason.Suspended suspended)
        {
            return false;
        }

        var next = _deliveries.Find(delivery => suspended.Steps.Any(step => step.Kind == delivery.Kind && step.Target == delivery.Name));
        if (next is null)
        {
            return false;
        }

        _deliveries.Remove(next);
        if (await next.SendAsync(_client, id).ConfigureAwait(false) is { } sent)
        {
            _delivered.Add(sent);
        }

        return true;
    }

    private async Task<bool> HasEndedAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await _client.GetRunAsync(id, cancellationToken).ConfigureAwait(false);
        var compensation = await FindCompensationAsync(id, cancellationToken).ConfigureAwait(false);
        return run.Status.IsTerminal() && compensation?.Status.IsTerminal() != false;
    }

    /// <summary>Skips to what is due next.</summary>
    /// <returns>False when nothing is.</returns>
    private async Task<bool> SkipAsync(CancellationToken cancellationToken)
    {
        var due = await _store.PromoteAsync(Batch, cancellationToken).ConfigureAwait(false);
        if (due is { Count: 0, NextIn: { } next } && next > TimeSpan.Zero)
        {
            _time.Skip(next);
        }

        return due.Count > 0 || due.NextIn is not null;
    }

    private async Task<Run?> FindCompensationAsync(RunId id, CancellationToken cancellationToken) =>
        await _store.FindRunAsync(RunId.Derive(id, "compensation", id.Partition), cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<string>> ListCompensatedAsync(RunId id, CancellationToken cancellationToken)
    {
        if (await FindCompensationAsync(id, cancellationToken).ConfigureAwait(false) is not { } compensation)
        {
            return [];
        }

        var steps = await _client.GetRunStepsAsync(compensation.Id, cancellationToken).ConfigureAwait(false);
        return
        [
            .. steps.Where(step => step.Name.StartsWith(Compensations.Prefix, StringComparison.Ordinal) && step.Status == StepStatus.Succeeded)
                .OrderBy(step => step.FinishedAt)
                .Select(step => step.Name[Compensations.Prefix.Length..]),
        ];
    }

    private async Task<IReadOnlyList<EmittedWorkflow>> ListEmittedAsync(RunId id, CancellationToken cancellationToken)
    {
        var emitted = new List<EmittedWorkflow>();
        await foreach (var child in _client.EnumerateRunsAsync(new() { Parent = id }, cancellationToken).ConfigureAwait(false))
        {
            if (child.CompensationOf is null)
            {
                var run = await _client.GetRunAsync(child.Id, cancellationToken).ConfigureAwait(false);
                emitted.Add(new(run.Id, run.Workflow, run.Input, run.IdempotencyKey, run.Tags, run.DueAt));
            }
        }

        emitted.Reverse();
        return emitted;
    }

    private async Task<IReadOnlyList<EmittedEvent>> ListEventsAsync(CancellationToken cancellationToken)
    {
        var events = new List<EmittedEvent>();
        await foreach (var listed in _client.EnumerateEventsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!_delivered.Contains(listed.Id))
            {
                var found = await _client.FindEventAsync(listed.Id, cancellationToken).ConfigureAwait(false);
                events.Add(new(listed.Name, listed.CorrelationKey, found!.Payload!.Value));
            }
        }

        events.Reverse();
        return events;
    }
}
