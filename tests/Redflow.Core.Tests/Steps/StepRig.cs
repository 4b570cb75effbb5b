using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Client;
using Redflow.Execution;
using Redflow.Payloads;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

/// <summary>A worker whose every pass the test makes, on a store and by a clock that the test moves.</summary>
internal sealed class StepRig : IAsyncDisposable
{
    private const string Worker = "worker";
    private const string Queue = WorkflowOptions.DefaultQueue;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TestStore _test;
    private readonly WorkflowRegistry _registry;
    private readonly PayloadSerializer _payloads;
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly ILoggerFactory _loggers;

    private StepRig(TestStore test, WorkflowDefinition[] definitions, RedflowPayloadOptions payloads)
    {
        _test = test;
        Store = test.Store;
        _payloads = new(payloads);
        _registry = new(definitions, _payloads);
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(HostLog));
        Client = new(test.Store, Time, _payloads);
    }

    public ManualTime Time { get; } = new(TestStore.Start);

    public RedflowClient Client { get; }

    /// <summary>The store; a test may put something in front of it.</summary>
    public IRedflowStore Store { get; set; }

    /// <summary>What the host's log got of handlers.</summary>
    public HandlerLog HostLog { get; } = new();

    public static async Task<StepRig> StartAsync(IStoreServer server, params WorkflowDefinition[] definitions)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var rig = new StepRig(server.CreateStore(), definitions, new());
        await rig._test.InitializeAsync();
        await rig.Store.RegisterWorkflowsAsync(rig._registry.Describe());
        return rig;
    }

    public static WorkflowDefinition Define<TInput, TOutput>(
        string name, Func<WorkflowContext<TInput>, Task<TOutput>> handler, Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions { MaxConcurrency = 0, Backoff = RetryBackoff.Constant(TimeSpan.Zero) };
        configure?.Invoke(options);
        return new WorkflowDefinition<TInput, TOutput>(name, options, (_, ctx) => handler(ctx));
    }

    public async Task<RunId> EmitAsync(string workflow, object input, EmitOptions? options = null) =>
        (await Client.EmitWorkflowAsync<object, object>(workflow, input, options).Bounded()).Id;

    /// <summary>Makes passes until no run is ready, delivering what they owe, and returns how many those were.</summary>
    public async Task<int> WorkAsync()
    {
        var passes = 0;
        while (true)
        {
            await RelayAsync();
            var claimed = await ClaimAsync(100);
            if (claimed.Count == 0)
            {
                return passes;
            }

            passes += claimed.Count;
            await Task.WhenAll(claimed.Select(run => HandInAsync(Begin(run)))).Bounded();
        }
    }

    /// <summary>Moves the time, and what is due then, without making a pass.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        await _test.AdvanceAsync(by);
        while ((await Store.PromoteAsync(100).Bounded()).NextIn == TimeSpan.Zero)
        {
        }
    }

    /// <summary>Moves the time and makes all passes that follow.</summary>
    public async Task<int> WorkAfterAsync(TimeSpan by)
    {
        await AdvanceAsync(by);
        return await WorkAsync();
    }

    public async Task RelayAsync()
    {
        while ((await Store.RelayAsync(100).Bounded()) is { Count: > 0 } or { NextIn: { Ticks: 0 } })
        {
        }
    }

    public async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(int room = 1)
    {
        await Store.RegisterWorkerAsync(new(Worker, "tests", "here", 1, _registry.Queues, 100, Lease)).Bounded();
        return (await Store.ExchangeAsync(new(Worker, _registry.Queues, room, [])).Bounded()).Claimed;
    }

    public async Task<RunningPass> BeginAsync() => Begin(Assert.Single(await ClaimAsync()));

    /// <summary>Begins a pass.</summary>
    public RunningPass Begin(ClaimedRun run)
    {
        var executor = new PassExecutor(
            _registry, _payloads, Store, Time, _services.GetRequiredService<IServiceScopeFactory>(), new Random(1), _loggers);
        var pass = new Pass(
            run, _registry.Find(run.Workflow)!.Options.MaxAttempts, Store, new(Store, Time, NullLogger.Instance), Time, NullLogger.Instance);
        return new(pass, executor.RunAsync(pass).AsTask());
    }

    /// <summary>Waits for the end of a pass, and hands in what it came to.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> HandInAsync(RunningPass running)
    {
        var outcome = await running.Outcome.Bounded();
        running.Pass.Dispose();
        return outcome is not null
            && (await Store.ExchangeAsync(new(Worker, [Queue], 0, [new(running.Pass.Run.Id, running.Pass.Claimed.Fence, outcome)])).Bounded()).Finished.Single();
    }

    /// <summary>Loses the worker with all runs that it has.</summary>
    public async Task CrashAsync()
    {
        Time.Advance(Lease);
        await _test.AdvanceAsync(Lease);
        await Store.ReapAsync(new(100, TimeSpan.FromDays(1), TimeSpan.Zero)).Bounded();
    }

    /// <summary>Waits until something waits for the clock, and returns for how long.</summary>
    public async Task<TimeSpan> TimerAsync()
    {
        await Wait.UntilAsync(() => Task.FromResult(Time.NextDue is not null), "something waits for the clock");
        return Time.NextDue!.Value - Time.GetUtcNow();
    }

    public Task<Run> GetAsync(RunId id) => Client.GetRunAsync(id).Bounded();

    public async Task<T> OutputAsync<T>(RunId id)
    {
        var run = await GetAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, $"The run is {run.Status.ToWord()}: {run.Error}");
        return run.Output!.Value.As<T>()!;
    }

    public async Task<RunError> ErrorAsync(RunId id)
    {
        var run = await GetAsync(id);
        Assert.Equal(RunStatus.Failed, run.Status);
        return run.Error!;
    }

    public async ValueTask DisposeAsync()
    {
        _loggers.Dispose();
        await _services.DisposeAsync();
        await _test.DisposeAsync();
    }
}
