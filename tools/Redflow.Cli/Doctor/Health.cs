namespace Redflow.Cli.Doctor;

/// <summary>What the API's checks have found.</summary>
internal sealed record Health(string Status, IReadOnlyDictionary<string, HealthCheck> Checks);
