using Redflow.Events;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Dashboard.Events;

/// <summary>An event in the shape in which the API answers it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its correlation key; null for none.</param>
/// <param name="CreatedAt">When it was emitted.</param>
/// <param name="Started">The runs that it has started; 1,000 at most.</param>
/// <param name="Released">The runs of which it has ended a wait; 1,000 at most.</param>
/// <param name="Payload">What it carries; lists have none.</param>
internal sealed record ShownEvent(
    string Id, string Name, string? Key, DateTimeOffset CreatedAt, IReadOnlyList<RunId> Started, IReadOnlyList<RunId> Released, Payload? Payload)
{
    /// <summary>Whether it has started or released a run so far.</summary>
    public bool IsMatched => Started.Count + Released.Count > 0;

    public static ShownEvent Of(EventRecord found) =>
        new(found.Id.ToString(), found.Name, found.CorrelationKey, found.CreatedAt, found.Started, found.Released, found.Payload);
}
