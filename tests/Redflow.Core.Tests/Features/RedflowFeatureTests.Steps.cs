using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [SkippableFact]
    public async Task A_step_is_cached_for_good_once_committed()
    {
        var calls = 0;
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("pay", async ctx =>
        {
            var payment = await ctx.Step.RunAsync("capture-payment", _ => Task.FromResult(Interlocked.Increment(ref calls)));
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
            return ctx.Run.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : payment;
        }, o => o.Backoff = Quick));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("pay", 0);

        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task The_time_out_of_a_step_cancels_its_token_and_counts_as_a_failure_of_the_attempt()
    {
        var canceled = 0;
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("pay", async ctx =>
        {
            await ctx.Step.RunAsync("capture-payment", async ct =>
            {
                await using var registration = ct.Register(() => Interlocked.Increment(ref canceled));
                await Task.Delay(Timeout.Infinite, ct);
            }, Within(TimeSpan.FromMilliseconds(20)));
            return 0;
        }, o => (o.MaxAttempts, o.Backoff) = (2, Quick)));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("pay", 0);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal((typeof(StepTimeoutException).FullName, "capture-payment"), (failure.Error.Type, failure.Error.Step));
        var run = await handle.GetStateAsync();
        Assert.Equal((2, 2, 1), (canceled, run.Attempt, Assert.Single(run.FailedAttempts).Attempt));
    }
}
