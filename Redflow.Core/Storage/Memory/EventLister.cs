using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Reads across events.</summary>
internal sealed class EventLister(MemoryState state)
{
    private const int MaxLimit = 500;

    public EventPage List(EventQuery query)
    {
        if (query.Limit is < 1 or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, $"Limit goes from 1 to {MaxLimit}.");
        }

        var events = state.Events.List(query.Name, Parse(query.Cursor)).Take(query.Limit).ToArray();
        return new(
            [.. events.Select(found => found.ToRecord(withPayload: false))],
            events.Length < query.Limit ? null : events[^1].Place.ToString());
    }

    private static RunCursor? Parse(string? cursor)
    {
        try
        {
            return RunCursor.Parse(cursor);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(cursor), exception);
        }
    }
}
