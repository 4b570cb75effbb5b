using System.Text.Json;

namespace Redflow.Cli.Doctor;

/// <summary>What a check has found; its data has each finding under its name.</summary>
internal sealed record HealthCheck(string Status, string? Description, IReadOnlyDictionary<string, JsonElement>? Data);
