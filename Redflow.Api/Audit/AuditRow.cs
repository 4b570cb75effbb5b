using Redflow.Auditing;

namespace Redflow.Api.Audit;

/// <summary>An entry of the audit log as it is answered.</summary>
/// <param name="At">When, by Redis's clock; the first time.</param>
/// <param name="Caller">The name of the key, or <c>jwt:</c> and the subject of the token; null when nobody had to send one.</param>
/// <param name="Role">The caller's role; null when nobody had to send one.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The template of the path.</param>
/// <param name="Target">What stands in the template's places, with slashes between; null when it has none.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="Times">How often: the same change by the same caller with the same status, within a minute of the first, is one entry.</param>
internal sealed record AuditRow(DateTimeOffset At, string? Caller, string? Role, string Method, string Route, string? Target, int Status, string? Address, long Times)
{
    public static AuditRow Of(AuditEntry entry) => new(
        entry.At, entry.Change.Caller, entry.Change.Role, entry.Change.Method, entry.Change.Route, entry.Change.Target, entry.Change.Status, entry.Change.Address,
        entry.Times);
}
