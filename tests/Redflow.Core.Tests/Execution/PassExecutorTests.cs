using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Execution;
using Redflow.Payloads;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Execution;

public sealed class PassExecutorTests
{
    private readonly ManualTime _time = new(TestStore.Start);

    [Fact]
    public async Task A_failure_is_retried_after_the_backoff()
    {
        var retry = Assert.IsType<PassOutcome.Retry>(await RunAsync(_ => throw new InvalidOperationException("No."), attempt: 2));

        Assert.Equal(TimeSpan.FromMinutes(2), retry.Delay);
    }

    [Fact]
    public async Task An_error_that_says_when_to_try_again_takes_the_place_of_the_backoff()
    {
        var retry = Assert.IsType<PassOutcome.Retry>(await RunAsync(_ => throw new RetryAfterException(TimeSpan.FromSeconds(7), "Slow down.")));

        Assert.Equal((TimeSpan.FromSeconds(7), "Slow down."), (retry.Delay, retry.Error.Message));
    }

    [Fact]
    public async Task A_time_to_try_again_is_seen_from_the_clock_of_the_store()
    {
        _time.Advance(TimeSpan.FromMinutes(30));

        var retry = Assert.IsType<PassOutcome.Retry>(await RunAsync(_ => throw new RetryAfterException(TestStore.Start.AddHours(1))));

        Assert.Equal(TimeSpan.FromHours(1), retry.Delay);
    }

    [Fact]
    public async Task An_error_that_says_when_to_try_again_uses_up_an_attempt()
    {
        var failed = Assert.IsType<PassOutcome.Failed>(await RunAsync(_ => throw new RetryAfterException(TimeSpan.FromSeconds(7)), attempt: 3));

        Assert.Equal(typeof(RetryAfterException).FullName, failed.Error.Type);
    }

    [Fact]
    public async Task The_cause_of_another_error_does_not_say_when_to_try_again()
    {
        var retry = Assert.IsType<PassOutcome.Retry>(await RunAsync(
            _ => throw new InvalidOperationException("No.", new RetryAfterException(TimeSpan.FromSeconds(7)))));

        Assert.Equal(TimeSpan.FromMinutes(1), retry.Delay);
    }

    [Fact]
    public async Task A_run_that_another_worker_may_read_goes_back_without_an_attempt()
    {
        var unreadable = new PayloadKeyUnknownException("elsewhere", []);

        var declined = Assert.IsType<PassOutcome.Declined>(await RunAsync(_ => Task.FromResult(0), unreadable: unreadable));

        Assert.Equal(TimeSpan.FromSeconds(5), declined.Delay);
    }

    [Fact]
    public async Task A_run_that_was_changed_in_the_store_fails_at_once()
    {
        var unreadable = new PayloadCorruptException("it was cut");

        var failed = Assert.IsType<PassOutcome.Failed>(await RunAsync(_ => Task.FromResult(0), unreadable: unreadable));

        Assert.Equal(typeof(PayloadCorruptException).FullName, failed.Error.Type);
    }

    private async Task<PassOutcome?> RunAsync(
        Func<WorkflowContext<int>, Task<int>> handler, int attempt = 1, PayloadUnreadableException? unreadable = null)
    {
        var options = new WorkflowOptions { Backoff = RetryBackoff.List(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)) };
        var definition = new WorkflowDefinition<int, int>("work", options, (_, ctx) => handler(ctx));
        var payloads = new PayloadSerializer(new());
        await using var services = new ServiceCollection().BuildServiceProvider();
        var store = new MemoryStore(_time);
        var executor = new PassExecutor(
            new([definition], payloads), payloads, store, _time, services.GetRequiredService<IServiceScopeFactory>(), new Random(1), NullLoggerFactory.Instance);
        using var pass = new Pass(
            Claimed(attempt) with { Unreadable = unreadable }, options.MaxAttempts, store, new(store, _time, NullLogger.Instance), _time, NullLogger.Instance);
        return await executor.RunAsync(pass).AsTask().Bounded();
    }

    private static ClaimedRun Claimed(int attempt) => new()
    {
        Id = RunId.New(0),
        Fence = 1,
        Workflow = "work",
        Queue = "default",
        Attempt = attempt,
        Crashes = 0,
        CreatedAt = TestStore.Start,
        ClaimedAt = TestStore.Start,
        StartedAt = TestStore.Start,
        Input = "1"u8.ToArray(),
        Steps = new Dictionary<string, ReadOnlyMemory<byte>>(),
        Waits = new Dictionary<string, TimeSpan>(),
    };
}
