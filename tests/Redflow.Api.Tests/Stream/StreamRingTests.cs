using Redflow.Dashboard.Live;
using Redflow.Testing;

namespace Redflow.Api.Tests.Stream;

public sealed class StreamRingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Each_reader_finds_all_batches_from_its_own_place()
    {
        var ring = new StreamRing(_time);
        ring.Add(Batch("1"));
        var place = ring.End;
        ring.Add(Batch("2"));

        var early = await ring.ReadAsync(0, Patience, CancellationToken.None);
        var late = await ring.ReadAsync(place, Patience, CancellationToken.None);

        Assert.Equal(("1", 1, 0), (early.Batch!.Cursor, early.Next, early.Missed));
        Assert.Equal(("2", 2, 0), (late.Batch!.Cursor, late.Next, late.Missed));
    }

    [Fact]
    public async Task A_reader_waits_for_what_comes_next()
    {
        var ring = new StreamRing(_time);
        var read = ring.ReadAsync(0, Patience, CancellationToken.None);

        ring.Add(Batch("1"));

        Assert.Equal("1", (await read.AsTask().Bounded()).Batch!.Cursor);
    }

    [Fact]
    public async Task A_reader_finds_nothing_when_nothing_comes_in_time()
    {
        var ring = new StreamRing(_time);
        var read = ring.ReadAsync(0, Patience, CancellationToken.None);

        _time.Advance(Patience);

        Assert.Equal(new StreamRead(null, 0, 0), await read.AsTask().Bounded());
    }

    [Fact]
    public async Task A_slow_reader_is_told_how_much_it_has_missed_and_goes_on_with_what_is_kept()
    {
        var ring = new StreamRing(_time);
        for (var i = 0; i < 200; i++)
        {
            ring.Add(Batch($"{i}"));
        }

        var read = await ring.ReadAsync(0, Patience, CancellationToken.None);

        Assert.Equal(("72", 73, 72), (read.Batch!.Cursor, read.Next, read.Missed));
        Assert.Equal(0, (await ring.ReadAsync(read.Next, Patience, CancellationToken.None)).Missed);
    }

    private static StreamBatch Batch(string cursor) => new(StreamTopic.Runs, cursor, [], "", isGap: false);
}
