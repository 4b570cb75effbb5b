using Redflow.Auditing;

namespace Redflow.Api.Audit;

/// <summary>An entry of the audit log as it is answered.</summary>
internal sealed record AuditRow(DateTimeOffset At, string? Caller, string? Role, string Method, string Route, string? Target, int Status, string? Address, long Times)
{
    public static AuditRow Of(AuditEntry entry) => new(
        entry.At, entry.Change.Caller, entry.Change.Role, entry.Change.Method, entry.Change.Route, entry.Change.Target, entry.Change.Status, entry.Change.Address,
        entry.Times);
}
