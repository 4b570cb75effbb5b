using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Execution;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class HeldRunsTests : IDisposable
{
    private readonly HeldRuns _held = new();
    private readonly List<Pass> _passes = [];

    [Fact]
    public void What_was_claimed_under_the_next_lease_is_not_lost_with_the_last_one()
    {
        var (first, second, third) = (Pass(), Pass(), Pass());
        _held.Add(first, term: 1);
        _held.Add(second, term: 2);
        _held.Add(third, term: 3);

        var lost = _held.LoseUpTo(2);

        Assert.Equal(2, lost);
        Assert.Equal(
            [CancellationReason.LeaseLost, CancellationReason.LeaseLost, CancellationReason.None],
            new[] { first, second, third }.Select(pass => pass.CancellationReason));
        Assert.Equal(third.Claimed.Id, Assert.Single(_held.Snapshot()).Id);
    }

    [Fact]
    public void The_older_pass_of_a_run_that_was_claimed_again_is_lost()
    {
        var id = RunId.New(0);
        var (older, newer) = (Pass(id, fence: 1), Pass(id, fence: 2));
        _held.Add(older, term: 1);

        _held.Add(newer, term: 1);
        _held.Remove(id, fence: 1);

        Assert.Equal((CancellationReason.LeaseLost, CancellationReason.None), (older.CancellationReason, newer.CancellationReason));
        Assert.Equal(new HeldRun(id, 2), Assert.Single(_held.Snapshot()));
    }

    public void Dispose() => _passes.ForEach(pass => pass.Dispose());

    private Pass Pass(RunId? id = null, long fence = 1)
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore(time);
        var claimed = new ClaimedRun
        {
            Id = id ?? RunId.New(0),
            Fence = fence,
            Workflow = "work",
            Queue = "default",
            Attempt = 1,
            Crashes = 0,
            CreatedAt = time.GetUtcNow(),
            ClaimedAt = time.GetUtcNow(),
            StartedAt = time.GetUtcNow(),
            Input = "1"u8.ToArray(),
            Steps = new Dictionary<string, ReadOnlyMemory<byte>>(),
            Waits = new Dictionary<string, TimeSpan>(),
        };
        var pass = new Pass(claimed, 1, store, new(store, time, NullLogger.Instance), time, NullLogger.Instance);
        _passes.Add(pass);
        return pass;
    }
}
