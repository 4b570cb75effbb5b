using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(broken).AddSingleton(TimeProvider.System).AddSingleton<ILoggerProvider>(new ThrowingLog("ExchangeFailed"));
        builder.AddRedflowWorker("redis").AddWorkflow("work", (WorkflowContext<int> ctx) => Task.FromResult(ctx.Input));
        using var host = builder.Build();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.TrySetResult());

        await host.StartAsync().Bounded();

        await stopping.Task.Bounded();
        Assert.Equal(0, (await _store.GetStatsAsync()).Workers);
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
                await using var registration = ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
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
