using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Results;

/// <summary>What every result backend has to do: the three members that can't be left out.</summary>
public abstract class ResultConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private IRunResultBackend? _results;

    /// <summary>Why there is no backend on this machine; null when there is one.</summary>
    protected virtual string? SkipReason => null;

    protected IRunResultBackend Results => _results ?? throw new SkipException(SkipReason);

    public Task InitializeAsync()
    {
        _results = SkipReason is null ? Create(ttl: null) : null;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_results is not null)
        {
            await _results.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task What_is_stored_is_read_as_it_was()
    {
        var stored = new RunResult
        {
            Id = "tenant:42/ä 1",
            Status = RunStatus.Failed,
            Workflow = "digest",
            Input = new Payload("{ \"name\": \"J\\u00f6rg\",  \"n\": 1.50 }"u8.ToArray()),
            Output = new Payload("null"u8.ToArray()),
            Error = new("Boom", "It failed.", "at Here()") { Step = "charge" },
            SubmittedAt = Noon.AddTicks(7),
            StartedAt = Noon.AddSeconds(1),
            FinishedAt = new DateTimeOffset(2026, 3, 1, 14, 0, 2, TimeSpan.FromHours(2)),
            Attempt = 3,
        };

        await Results.StoreAsync(stored).Bounded();

        var read = await Results.GetAsync(stored.Id).Bounded();
        Assert.Equal(Comparable(stored), Comparable(Assert.IsType<RunResult>(read)));
        Assert.Equal((stored.Input.ToString(), "null"), (read.Input.ToString(), read.Output.ToString()));
    }

    [SkippableFact]
    public async Task A_result_of_nothing_but_id_and_status_has_no_more_when_it_is_read()
    {
        var stored = new RunResult { Id = "bare", Status = RunStatus.Queued };

        await Results.StoreAsync(stored).Bounded();

        Assert.Equal(stored, await Results.GetAsync("bare").Bounded());
    }

    [SkippableFact]
    public async Task What_was_never_stored_is_null() => Assert.Null(await Results.GetAsync("missing").Bounded());

    [SkippableFact]
    public async Task The_last_result_stored_stands()
    {
        await StoreAsync("a", RunStatus.Queued);
        await StoreAsync("a", RunStatus.Running);
        await StoreAsync("a", RunStatus.Succeeded, output: 1);
        await StoreAsync("a", RunStatus.Succeeded, output: 2);

        Assert.Equal(2, (await Results.GetAsync("a").Bounded())?.Output?.As<int>());
    }

    [SkippableFact]
    public async Task Storing_the_same_twice_is_storing_it_once()
    {
        var result = new RunResult { Id = "a", Status = RunStatus.Succeeded, SubmittedAt = Noon };

        await Results.StoreAsync(result).Bounded();
        await Results.StoreAsync(result).Bounded();

        Assert.Equal(result, await Results.GetAsync("a").Bounded());
    }

    [SkippableTheory]
    [InlineData(RunStatus.Succeeded)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Canceled)]
    public async Task A_complete_result_is_not_waited_for(RunStatus status)
    {
        await StoreAsync("a", status);

        Assert.Equal(status, (await Results.WaitForAsync("a", TimeSpan.Zero).Bounded()).Status);
    }

    [SkippableTheory]
    [InlineData(RunStatus.Scheduled)]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Running)]
    [InlineData(RunStatus.Waiting)]
    public async Task A_wait_ends_with_completion_and_not_before(RunStatus status)
    {
        await StoreAsync("a", status);
        var waiting = Results.WaitForAsync("a");

        await StoreAsync("a", RunStatus.Running);
        await Assert.ThrowsAsync<RedflowTimeoutException>(() => Results.WaitForAsync("a", Soon).Bounded());
        Assert.False(waiting.IsCompleted);
        await StoreAsync("a", RunStatus.Succeeded, output: 42);

        Assert.Equal(42, (await waiting.Bounded()).Output?.As<int>());
    }

    [SkippableFact]
    public async Task What_is_not_stored_yet_can_be_waited_for()
    {
        var waiting = Results.WaitForAsync("later", Wait.Limit);

        await StoreAsync("other", RunStatus.Succeeded);
        await StoreAsync("later", RunStatus.Failed);

        var result = await waiting.Bounded();
        Assert.Equal(("later", RunStatus.Failed), (result.Id, result.Status));
    }

    [SkippableFact]
    public async Task All_who_wait_for_a_result_get_it()
    {
        var waiting = Enumerable.Range(0, 20).Select(_ => Results.WaitForAsync("a")).ToArray();

        await StoreAsync("a", RunStatus.Succeeded);

        Assert.All(await Task.WhenAll(waiting).Bounded(), result => Assert.True(result.Succeeded));
    }

    [SkippableFact]
    public async Task A_wait_that_takes_too_long_throws_and_names_the_result()
    {
        await StoreAsync("slow", RunStatus.Running);

        var late = await Assert.ThrowsAsync<RedflowTimeoutException>(() => Results.WaitForAsync("slow", Soon).Bounded());

        Assert.Contains("'slow'", late.Message, StringComparison.Ordinal);
        Assert.Contains("00:00:00.0200000", late.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_wait_of_zero_looks_once()
    {
        await Assert.ThrowsAsync<RedflowTimeoutException>(() => Results.WaitForAsync("missing", TimeSpan.Zero).Bounded());

        await StoreAsync("missing", RunStatus.Succeeded);

        Assert.True((await Results.WaitForAsync("missing", TimeSpan.Zero).Bounded()).Succeeded);
    }

    [SkippableFact]
    public async Task A_wait_ends_with_its_token()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Results.WaitForAsync("a", timeout: null, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Bounded());
    }

    /// <summary>The store races the beginning of the wait, now the one ahead, now the other: between the look and the wait too.</summary>
    [SkippableFact]
    public async Task No_completion_is_lost_between_the_look_and_the_wait()
    {
        const int Races = 400;

        var results = await Task.WhenAll(Enumerable.Range(0, Races).Select(i => Task.Run(async () =>
        {
            var ready = new Barrier(2);
            var store = Task.Factory.StartNew(
                () =>
                {
                    ready.SignalAndWait(Wait.Limit);
                    Thread.SpinWait(i % 40 * 50);
                    return StoreAsync($"race-{i}", RunStatus.Succeeded, output: i);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            ready.SignalAndWait(Wait.Limit);
            var result = await Results.WaitForAsync($"race-{i}");
            await store;
            return result.Output?.As<int>();
        }))).Bounded();

        Assert.Equal(Enumerable.Range(0, Races).Cast<int?>(), results);
    }

    /// <summary>Makes a backend with nothing in it. What it waits for, it is told of: it may not look unasked within a test.</summary>
    protected abstract IRunResultBackend Create(TimeSpan? ttl);

    protected Task StoreAsync(string id, RunStatus status, DateTimeOffset? submitted = null, int? output = null) => Results.StoreAsync(new()
    {
        Id = id,
        Status = status,
        SubmittedAt = submitted,
        Output = output is { } value ? Payload.From(value) : null,
    }).Bounded();

    /// <summary>Payloads are compared by their text, elsewhere.</summary>
    private static RunResult Comparable(RunResult result) => result with { Input = null, Output = null };
}
