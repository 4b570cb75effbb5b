using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A run that waits costs its worker nothing, be there ten thousand.</summary>
[Collection(AloneSuite.Name)]
public abstract class WaitingRunsTests(IStoreServer server)
{
    protected const int Many = 10_000;

    private const int Some = 500;
    private const int Concurrency = 50;

    protected string Prefix { get; } = $"test-{Guid.NewGuid():N}";

    private protected ScopeCounter Scopes { get; } = new();

    [SkippableFact]
    public async Task Ten_thousand_waiting_runs_leave_their_worker_nothing_to_hold()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var (present, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = await WorkerHost.StartAsync(
            server,
            Prefix,
            redflow => AddWorkflows(redflow).AddWorkflow<int, int>("meeting", async ctx =>
            {
                if (Interlocked.Increment(ref present) == Concurrency)
                {
                    all.SetResult();
                }

                await all.Task.WaitAsync(ctx.CancellationToken);
                return ctx.Input;
            }, o => o.MaxConcurrency = 0),
            Configure,
            AddServices);

        var last = await HibernateAsync(host.Store, Many);

        Assert.Equal((Many, Many), (Scopes.Created, Scopes.Disposed));
        var worker = (await host.Store.FindRunAsync(last).Bounded())!.Worker!;
        Assert.Equal(0, (await host.Store.RenewAsync(new(worker, TimeSpan.FromSeconds(5), [], ReturnStrangers: true)).Bounded()).Returned);

        // As many as it has slots meet: it has them all.
        var handles = await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(i => host.Client.EmitWorkflowAsync<int, int>("meeting", i))).Bounded();
        Assert.Equal(Enumerable.Range(0, Concurrency), await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))));
    }

    protected static void Configure(RedflowWorkerOptions options) => options.Concurrency = Concurrency;

    protected static RedflowBuilder AddWorkflows(RedflowBuilder redflow) => redflow.AddWorkflow<HibernatingWorkflow>(o => o.MaxConcurrency = 0);

    protected void AddServices(IServiceCollection services) => services.AddSingleton(Scopes).AddScoped<Scoped>();

    /// <summary>Emits runs, a few at a time since what an emit takes is not the worker's, and returns the last one when all that there are wait.</summary>
    protected static async Task<RunId> HibernateAsync(IRedflowStore store, int count)
    {
        var before = await CountAsync(store);
        RunId last = default;
        for (var i = 0; i < count; i += Some)
        {
            last = await EmitSomeAsync(store);
        }

        await Wait.UntilAsync(async () => await CountAsync(store) == before + count, $"{count} runs wait");
        return last;
    }

    private static async Task<RunId> EmitSomeAsync(IRedflowStore store)
    {
        var runs = new NewRun[Some];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = new() { Id = await store.NewRunIdAsync("hibernating", null), Workflow = "hibernating", Input = "1"u8.ToArray() };
        }

        await store.EmitManyAsync(runs).Bounded();
        return runs[^1].Id;
    }

    private static async Task<long> CountAsync(IRedflowStore store) => (await store.GetStatsAsync()).Runs.GetValueOrDefault(RunStatus.Waiting);
}

public sealed class MemoryWaitingRunsTests(MemoryServer server) : WaitingRunsTests(server), IClassFixture<MemoryServer>;
