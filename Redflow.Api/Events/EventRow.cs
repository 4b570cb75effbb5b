using Redflow.Events;

namespace Redflow.Api.Events;

/// <summary>An event in a list.</summary>
internal record EventRow(EventRecord Event)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    protected EventRecord Event { get; } = Event;

    public string Id => Event.Id.ToString();

    public string Name => Event.Name;

    public string? Key => Event.CorrelationKey;

    public DateTimeOffset CreatedAt => Event.CreatedAt;

    /// <summary>Whether it has started or released a run so far.</summary>
    public bool IsMatched => StartedCount + ReleasedCount > 0;

    public int StartedCount => Event.Started.Count;

    public int ReleasedCount => Event.Released.Count;
}
