namespace Redflow.Limits;

/// <summary>The pause of a queue or a workflow: what runs goes on, nothing new starts.</summary>
/// <param name="Since">Since when, by Redis's clock.</param>
/// <param name="Reason">Why; null when nobody said.</param>
public sealed record Pause(DateTimeOffset Since, string? Reason);
