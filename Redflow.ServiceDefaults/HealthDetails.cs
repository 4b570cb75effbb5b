using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.ServiceDefaults;

/// <summary>
/// What <c>/health</c> answers: to this machine, and to whom the service has authenticated, what each check has found, as JSON; to everyone else the
/// word alone. What a check finds tells how a system is built.
/// </summary>
internal static class HealthDetails
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Task WriteAsync(HttpContext context, HealthReport report) => MaySee(context)
        ? context.Response.WriteAsJsonAsync(Describe(report), Json, context.RequestAborted)
        : context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);

    /// <summary>What a proxy of this machine forwards comes from elsewhere.</summary>
    private static bool MaySee(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true
        || (context.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For")
            && !context.Request.Headers.ContainsKey("Forwarded"));

    private static Report Describe(HealthReport report) => new(report.Status, report.Entries.ToDictionary(
        entry => entry.Key,
        entry => new Check(entry.Value.Status, entry.Value.Description, entry.Value.Data.Count == 0 ? null : entry.Value.Data)));

    private sealed record Report(HealthStatus Status, IReadOnlyDictionary<string, Check> Checks);

    private sealed record Check(HealthStatus Status, string? Description, IReadOnlyDictionary<string, object>? Data);
}
