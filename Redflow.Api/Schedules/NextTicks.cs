namespace Redflow.Api.Schedules;

/// <summary>The next instants of a schedule.</summary>
internal sealed record NextTicks(IReadOnlyList<DateTimeOffset> Next);
