using Redflow.Events;

namespace Redflow.Api.Events;

/// <summary>An event in a list.</summary>
internal record EventRow(EventRecord Event)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    protected EventRecord Event { get; } = Event;

    /// <inheritdoc cref="EventRecord.Id" />
    public string Id => Event.Id.ToString();

    /// <inheritdoc cref="EventRecord.Name" />
    public string Name => Event.Name;

    /// <inheritdoc cref="EventRecord.CorrelationKey" />
    public string? Key => Event.CorrelationKey;

    /// <inheritdoc cref="EventRecord.CreatedAt" />
    public DateTimeOffset CreatedAt => Event.CreatedAt;

    /// <summary>Whether it has started or released a run so far.</summary>
    public bool IsMatched => StartedCount + ReleasedCount > 0;

    /// <summary>How many runs it has started; 1,000 at most are counted.</summary>
    public int StartedCount => Event.Started.Count;

    /// <summary>Of how many runs it has ended a wait; 1,000 at most are counted.</summary>
    public int ReleasedCount => Event.Released.Count;
}
