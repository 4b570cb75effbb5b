using Microsoft.Extensions.DependencyInjection;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A worker and a scheduler whose clock is an hour off: what is due falls at Redis's time.</summary>
public sealed class OtherClockTests(RedisServer server) : IClassFixture<RedisServer>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    public static TheoryData<int> Hours => [-1, 1];

    [SkippableTheory]
    [MemberData(nameof(Hours))]
    public async Task A_delayed_run_starts_at_Redis_time(int hours)
    {
        await using var host = await StartAsync(hours, ctx => Task.FromResult(ctx.Input));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1, new() { Delay = Short });

        await handle.GetResultAsync(Wait.Limit);
        var run = await handle.GetStateAsync();
        Assert.InRange(run.StartedAt!.Value - run.CreatedAt, Short, Long);
    }

    [SkippableTheory]
    [MemberData(nameof(Hours))]
    public async Task A_sleep_ends_and_a_retry_starts_at_Redis_time(int hours)
    {
        await using var host = await StartAsync(hours, async ctx =>
        {
            await ctx.Step.SleepAsync("nap", Short);
            return ctx.Run.Attempt == 2 ? 7 : throw new InvalidOperationException("Once more.");
        });

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1);

        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
        var run = await handle.GetStateAsync();
        Assert.InRange(run.FinishedAt!.Value - run.CreatedAt, Short + Short, Long);
    }

    [SkippableTheory]
    [MemberData(nameof(Hours))]
    public async Task A_run_expires_at_Redis_time(int hours)
    {
        await using var host = await StartAsync(hours, ctx => Task.FromResult(ctx.Input));
        await host.Client.PauseQueueAsync("default");

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1, new() { ExpireAfter = Short });

        Assert.IsType<RunOutcome.Canceled>(await host.Client.WaitForRunAsync(handle.Id, Wait.Limit));
        var run = await handle.GetStateAsync();
        Assert.InRange(run.FinishedAt!.Value - run.CreatedAt, Short, Long);
    }

    [SkippableTheory]
    [MemberData(nameof(Hours))]
    public async Task A_lease_lasts_by_Redis_time(int hours)
    {
        using var release = new SemaphoreSlim(0);
        await using var host = await StartAsync(hours, async ctx =>
        {
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Run.Attempt;
        });
        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1);
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Running, "the run is running");

        // The other one looks for lost leases while the first one's is renewed.
        for (var looks = 0; looks < 20; looks++)
        {
            Assert.Equal(0, (await host.Store.ReapAsync(new(10, TimeSpan.FromDays(1), TimeSpan.Zero))).Count);
        }

        release.Release();
        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableTheory]
    [MemberData(nameof(Hours))]
    public async Task The_time_of_a_handler_is_that_of_Redis(int hours)
    {
        await using var host = await StartAsync(hours, ctx => Task.FromResult((int)(ctx.UtcNow - ctx.Run.CreatedAt).TotalSeconds));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1);

        Assert.InRange(await handle.GetResultAsync(Wait.Limit), 0, Long.TotalSeconds);
    }

    private Task<WorkerHost> StartAsync(int hours, Func<WorkflowContext<int>, Task<int>> handler)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(
            server,
            $"{_prefix}-{hours}",
            redflow => redflow.AddWorkflow("work", handler, o => (o.MaxConcurrency, o.Backoff) = (0, RetryBackoff.Constant(Short))),
            o => o.LeaseDuration = TimeSpan.FromSeconds(2),
            services => services.AddSingleton<TimeProvider>(new ShiftedTime(TimeSpan.FromHours(hours))));
    }
}
