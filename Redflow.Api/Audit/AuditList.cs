namespace Redflow.Api.Audit;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record AuditList(IReadOnlyList<AuditRow> Entries, string? NextCursor);
