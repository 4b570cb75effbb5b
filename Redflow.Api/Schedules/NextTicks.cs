namespace Redflow.Api.Schedules;

/// <summary>The next instants of a schedule.</summary>
/// <param name="Next">The instants, the first one first.</param>
internal sealed record NextTicks(IReadOnlyList<DateTimeOffset> Next);
