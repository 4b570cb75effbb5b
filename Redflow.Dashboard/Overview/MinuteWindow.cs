using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Dashboard.Overview;

/// <summary>
/// The minutes of a span that ends now and is asked for again and again, one call at a time. What is counted in a minute no longer changes when it is over, so each is
/// read until then and kept: an hour of a hundred workflows costs Redis milliseconds, its last minutes a fraction.
/// </summary>
internal sealed class MinuteWindow(RedflowClient client)
{
    /// <summary>How many of the last minutes are read anew: Redis's clock decides which one a run counts in, and may be apart from this one.</summary>
    private const int Open = 3;

    private IReadOnlyList<MinuteStats> _closed = [];
    private DateTimeOffset _until;

    public async Task<IReadOnlyList<MinuteStats>> ReadAsync(DateTimeOffset from, DateTimeOffset before)
    {
        var start = _until > from && _until < before ? _until : from;
        var read = await client.ListMinutesAsync(start, before);
        IReadOnlyList<MinuteStats> all = [.. _closed.Where(minute => minute.Minute >= from && minute.Minute < start), .. read];
        _until = before.AddMinutes(-Open);
        _closed = [.. all.Where(minute => minute.Minute < _until)];
        return all;
    }
}
