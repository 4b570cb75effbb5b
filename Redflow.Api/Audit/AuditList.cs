namespace Redflow.Api.Audit;

/// <summary>A page of the audit log, newest first.</summary>
internal sealed record AuditList(IReadOnlyList<AuditRow> Entries, string? NextCursor);
