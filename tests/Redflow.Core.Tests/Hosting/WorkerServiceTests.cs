using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A worker over a store that lets it down.</summary>
public sealed class WorkerServiceTests
{
    private readonly MemoryStore _store = new(TimeProvider.System);

    [Fact]
    public async Task A_cancellation_whose_message_is_lost_reaches_the_handler_with_the_next_renewal() =>
        Assert.Equal(CancellationReason.RunCanceled, await ReasonAsync(timeout: null, id => _store.CancelAsync(id, "enough")));

    [Fact]
    public async Task A_time_out_whose_message_is_lost_reaches_the_handler_with_the_next_renewal() =>
        Assert.Equal(CancellationReason.RunTimedOut, await ReasonAsync(TimeSpan.FromMilliseconds(1), id => Wait.UntilAsync(
            async () =>
            {
                await _store.PromoteAsync(10);
                return (await _store.FindRunAsync(id))!.Status == RunStatus.Failed;
            },
            "the run takes too long")));

    [Fact]
    public async Task A_worker_whose_claims_end_by_a_failure_stops_its_host()
    {
        var broken = AlteredStore.Of(_store, (operation, _) => operation == nameof(IRedflowStore.ExchangeAsync)
            ? Task.FromException<ExchangeReply>(new InvalidOperationException("A bug."))
            : null);

        await StopsByItselfAsync(broken, new ThrowingLog("ExchangeFailed"));

        Assert.Equal(0, (await _store.GetStatsAsync()).Workers);
    }

    [Fact]
    public async Task A_worker_that_cannot_subscribe_yet_claims_runs_and_renews_its_lease()
    {
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = AlteredStore.Of(_store, (operation, arguments) =>
        {
            if (operation == nameof(IRedflowStore.RenewAsync))
            {
                renewed.TrySetResult();
            }

            return operation == nameof(IRedflowStore.SubscribeAsync) ? NeverAsync((CancellationToken)arguments[2]!) : null;
        });
        await using var host = await WorkerHost.StartWorkerAsync(
            deaf,
            TimeProvider.System,
            redflow => redflow.AddWorkflow("work", (WorkflowContext<int> ctx) => Task.FromResult(ctx.Input)),
            o => (o.PollInterval, o.LeaseDuration) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)),
            _ => { });
        var run = new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray() };
        await _store.EmitAsync(run);

        var outcome = await _store.AwaitAsync(run.Id, Wait.Limit);
        await renewed.Task.Bounded();
        await host.StopAsync().Bounded();

        Assert.IsType<RunOutcome.Succeeded>(outcome);
    }

    [Fact]
    public async Task A_claim_whose_reply_comes_behind_the_lease_begins_nothing()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var lease = TimeSpan.FromSeconds(15);
        var isStopped = false;
        var late = AlteredStore.Of(_store, (operation, arguments) => operation == nameof(IRedflowStore.ExchangeAsync)
            ? AnswerAsync((Exchange)arguments[0]!)
            : null);
        var begun = 0;
        await using var host = await WorkerHost.StartWorkerAsync(
            late,
            time,
            redflow => redflow.AddWorkflow("work", (WorkflowContext<int> ctx) => Task.FromResult(Interlocked.Increment(ref begun))),
            o => o.LeaseDuration = lease,
            _ => { });
        var run = new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray() };
        await _store.EmitAsync(run);

        Assert.IsType<RunOutcome.Succeeded>(await _store.AwaitAsync(run.Id, Wait.Limit));
        Assert.True(isStopped);
        Assert.Equal(1, begun);

        // The first claim is answered when the lease has run out and the run was taken back, as to a process that was stopped meanwhile.
        async Task<ExchangeReply> AnswerAsync(Exchange exchange)
        {
            var reply = await _store.ExchangeAsync(exchange);
            if (reply.Claimed.Count > 0 && !isStopped)
            {
                isStopped = true;
                await _store.ReleaseWorkerAsync(exchange.Worker);
                time.Advance(lease);
            }

            return reply;
        }
    }

    [Fact]
    public async Task A_worker_that_drains_says_so_at_once_and_until_it_has_stopped()
    {
        var (started, released) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = await WorkerHost.StartWorkerAsync(
            _store,
            TimeProvider.System,
            redflow => redflow.AddWorkflow("work", async (WorkflowContext<int> ctx) =>
            {
                started.TrySetResult();
                await released.Task;
                return 0;
            }),
            o => o.LeaseDuration = TimeSpan.FromMinutes(10),
            _ => { });
        await _store.EmitAsync(new() { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray() });
        await started.Task.Bounded();
        var before = Assert.Single(await _store.ListWorkersAsync(null, 10));

        var stopping = host.StopAsync();
        await Wait.UntilAsync(async () => Assert.Single(await _store.ListWorkersAsync(null, 10)).IsDraining, "the worker says that it drains");
        released.SetResult();
        await stopping.Bounded();

        Assert.Equal((false, 1), (before.IsDraining, before.Running));
        Assert.Empty(await _store.ListWorkersAsync(null, 10));
    }

    [Fact]
    public async Task A_worker_that_may_not_subscribe_stops_its_host()
    {
        var refusing = AlteredStore.Of(_store, (operation, _) => operation == nameof(IRedflowStore.SubscribeAsync)
            ? Task.FromException<IAsyncDisposable>(new InvalidOperationException("No rights for the channel."))
            : null);

        await StopsByItselfAsync(refusing, NullLoggerProvider.Instance);

        Assert.Equal(0, (await _store.GetStatsAsync()).Workers);
    }

    private static Task<IAsyncDisposable> NeverAsync(CancellationToken cancellationToken) =>
        new TaskCompletionSource<IAsyncDisposable>().Task.WaitAsync(cancellationToken);

    /// <summary>Starts a worker's host, and waits until it stops.</summary>
    private static async Task StopsByItselfAsync(IRedflowStore store, ILoggerProvider log)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(store).AddSingleton(TimeProvider.System).AddSingleton(log);
        builder.AddRedflowWorker("redis").AddWorkflow("work", (WorkflowContext<int> ctx) => Task.FromResult(ctx.Input));
        using var host = builder.Build();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.TrySetResult());

        await host.StartAsync().Bounded();

        await stopping.Task.Bounded();
    }

    /// <summary>Runs a handler in a worker that no message reaches, and returns why its token fired.</summary>
    private async Task<CancellationReason> ReasonAsync(TimeSpan? timeout, Func<RunId, Task> act)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = AlteredStore.Of(_store, (operation, arguments) =>
        {
            if (operation == nameof(IRedflowStore.SubscribeAsync))
            {
                arguments[1] = (Action<WorkerSignal>)(_ => { });
            }

            return null;
        });
        await using var host = await WorkerHost.StartWorkerAsync(deaf, TimeProvider.System, redflow => redflow.AddWorkflow(
            "work",
            async (WorkflowContext<int> ctx) =>
            {
                ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
                started.TrySetResult();
                await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
                return 0;
            }), o => (o.PollInterval, o.LeaseDuration) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)), _ => { });
        var run = new NewRun { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), Timeout = timeout };
        await _store.EmitAsync(run);
        await started.Task.Bounded();
        await act(run.Id).Bounded();
        return await reason.Task.Bounded();
    }
}
