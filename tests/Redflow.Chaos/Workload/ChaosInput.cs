namespace Redflow.Chaos.Workload;

/// <summary>The input of the workflows.</summary>
/// <param name="Work">How long each step takes, in milliseconds.</param>
/// <param name="Key">The limit key of a keyed one; what those have in common that an event connects.</param>
internal sealed record ChaosInput(int Work, string? Key = null);
