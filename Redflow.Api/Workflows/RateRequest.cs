using System.Text.Json.Serialization;

namespace Redflow.Api.Workflows;

/// <summary>A rate in a request: the period is a text, as in queries.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record RateRequest(int? Count = null, string? Period = null, bool PerKey = false);
