using Redflow.Events;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Events;

/// <summary>An event with what it carries, and the runs that it has started and released.</summary>
internal sealed record EventView(EventRecord Event) : EventRow(Event)
{
    /// <inheritdoc cref="EventRecord.Started" />
    public IReadOnlyList<RunId> Started => Event.Started;

    /// <inheritdoc cref="EventRecord.Released" />
    public IReadOnlyList<RunId> Released => Event.Released;

    /// <inheritdoc cref="EventRecord.Payload" />
    public Payload? Payload => Event.Payload;
}
