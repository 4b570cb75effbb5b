using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Results;

public sealed class MemoryResultTests : FullResultConformance
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ManualTime _time = new(Noon);
    private readonly ResultTable _table;

    public MemoryResultTests() => _table = new(_time);

    [Fact]
    public async Task A_time_to_live_is_over_at_its_end_and_not_before()
    {
        var results = new MemoryRunResultBackend(new() { ResultTtl = TimeSpan.FromHours(1) }, _time);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });

        _time.Advance(TimeSpan.FromHours(1) - Tick);
        Assert.NotNull(await results.GetAsync("a"));
        _time.Advance(Tick);

        Assert.Null(await results.GetAsync("a"));
    }

    [Fact]
    public async Task A_store_begins_the_time_to_live_anew()
    {
        var results = new MemoryRunResultBackend(new() { ResultTtl = TimeSpan.FromHours(1) }, _time);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Running });
        _time.Advance(TimeSpan.FromMinutes(59));

        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });
        _time.Advance(TimeSpan.FromMinutes(59));

        Assert.True((await results.GetAsync("a"))?.Succeeded);
    }

    [Fact]
    public async Task Without_a_time_to_live_a_result_is_kept()
    {
        await StoreAsync("a", RunStatus.Succeeded);

        _time.Advance(TimeSpan.FromDays(10_000));

        Assert.NotNull(await Results.GetAsync("a"));
    }

    [Fact]
    public async Task Who_waits_gets_a_result_that_expires_at_once()
    {
        var results = new MemoryRunResultBackend(new() { ResultTtl = TimeSpan.FromMilliseconds(1) }, _time);
        var waiting = results.WaitForAsync("a");

        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True((await waiting.Bounded()).Succeeded);
    }

    [Fact]
    public async Task A_time_out_goes_by_the_clock_that_was_given()
    {
        var results = new MemoryRunResultBackend(new(), _time);
        var waiting = results.WaitForAsync("a", TimeSpan.FromDays(100));

        _time.Advance(TimeSpan.FromDays(100) - Tick);
        Assert.False(waiting.IsCompleted);
        _time.Advance(Tick);

        await Assert.ThrowsAsync<RedflowTimeoutException>(() => waiting.Bounded());
    }

    [Fact]
    public async Task What_the_caller_does_to_its_bytes_later_changes_no_result()
    {
        var bytes = "1"u8.ToArray();
        await Results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded, Output = new(bytes) });

        bytes[0] = (byte)'2';

        Assert.Equal(1, (await Results.GetAsync("a"))?.Output?.As<int>());
    }

    [Fact]
    public async Task A_call_that_is_canceled_before_it_begins_changes_nothing()
    {
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }, canceled));

        Assert.Null(await Results.GetAsync("a"));
    }

    protected override IRunResultBackend CreateWith(TimeSpan? ttl) => new MemoryRunResultBackend(_table, new() { ResultTtl = ttl }, _time);

    // Time-outs of the conformance are real ones; a wait that is to end by them has the system's clock.
    protected override IRunResultBackend Create(TimeSpan? ttl) => new MemoryRunResultBackend(_table, new() { ResultTtl = ttl }, TimeProvider.System);

    protected override Task PassAsync(IRunResultBackend results, string id)
    {
        _time.Advance(ShortTtl);
        return Task.CompletedTask;
    }
}
