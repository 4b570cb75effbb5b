using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Redflow.Api.Workflows;

/// <summary>A rate in a request: the period is a text, as in queries.</summary>
/// <param name="Count">How many, 1 to 10,000.</param>
/// <param name="Period">The period: a duration, <c>1ms</c> to <c>7d</c>.</param>
/// <param name="PerKey">Whether each limit key has the rate for itself.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record RateRequest([property: Required] int? Count = null, [property: Required] string? Period = null, bool PerKey = false);
