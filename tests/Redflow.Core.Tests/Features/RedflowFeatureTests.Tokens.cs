using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    /// <summary>The lease is short where its loss has to be noticed, and outlives the test elsewhere.</summary>
    public static TheoryData<CancellationReason, TimeSpan, TimeSpan?, Func<RedflowTestHost, RunHandle<int>, Task>> Causes => new()
    {
        { CancellationReason.RunCanceled, Wait.Limit, null, (_, run) => run.CancelAsync() },
        { CancellationReason.LeaseLost, TimeSpan.FromMilliseconds(300), null, LoseLeaseAsync },
        { CancellationReason.RunTimedOut, Wait.Limit, TimeSpan.FromSeconds(1), (_, _) => Task.CompletedTask },
        { CancellationReason.HostStopping, Wait.Limit, null, (host, _) => host.Services.GetRequiredService<IHost>().StopAsync() },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task The_token_fires_on_cancel_lease_loss_time_out_and_host_stop_and_the_reason_says_which(
        CancellationReason expected, TimeSpan lease, TimeSpan? timeout, Func<RedflowTestHost, RunHandle<int>, Task> cause)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow<int, int>("wait", async ctx =>
            {
                ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
                started.TrySetResult();
                await Task.Delay(reason.Task.IsCompleted ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, ctx.CancellationToken);
                return 0;
            }),
            configure: o => (o.LeaseDuration, o.ShutdownGracePeriod) = (lease, TimeSpan.Zero));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("wait", 0, new() { Timeout = timeout });
        await started.Task.Bounded();

        await cause(host, handle).Bounded();

        Assert.Equal(expected, await reason.Task.Bounded());
    }

    private static async Task LoseLeaseAsync(RedflowTestHost host, RunHandle<int> run) =>
        await host.Services.GetRequiredService<IRedflowStore>().ReleaseWorkerAsync((await run.GetStateAsync()).Worker!);
}
