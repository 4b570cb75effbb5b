using Redflow.Auditing;

namespace Redflow.Dashboard.Audit;

/// <summary>What a search of the audit log finds, newest first.</summary>
/// <param name="Search">The search.</param>
/// <param name="Entries">The entries.</param>
/// <param name="NextCursor">Where to look on; null at the end of the log.</param>
/// <param name="IsFirst">Whether the newest were looked at.</param>
internal sealed record AuditList(AuditSearch Search, IReadOnlyList<AuditEntry> Entries, string? NextCursor, bool IsFirst);
