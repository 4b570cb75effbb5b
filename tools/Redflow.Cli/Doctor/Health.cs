using System.Text.Json;

namespace Redflow.Cli.Doctor;

/// <summary>What the API's checks have found.</summary>
internal sealed record Health(string Status, IReadOnlyDictionary<string, HealthCheck> Checks);

/// <summary>What a check has found; its data has each finding under its name.</summary>
internal sealed record HealthCheck(string Status, string? Description, IReadOnlyDictionary<string, JsonElement>? Data);

/// <summary>A finding, with what to do.</summary>
internal sealed record Finding(string Severity, string Message);
