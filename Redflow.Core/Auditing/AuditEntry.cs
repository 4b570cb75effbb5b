namespace Redflow.Auditing;

/// <summary>An entry of the audit log.</summary>
/// <param name="Change">What was done.</param>
/// <param name="At">When, by the store's clock; the first time.</param>
/// <param name="Times">How often: the same change with the same outcome within a minute of the first is one entry.</param>
public sealed record AuditEntry(AuditedChange Change, DateTimeOffset At, long Times);
