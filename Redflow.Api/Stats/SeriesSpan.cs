namespace Redflow.Api.Stats;

/// <summary>What a time series is asked for.</summary>
/// <param name="Workflow">Whose runs; null for all.</param>
/// <param name="From">Its first whole minute.</param>
/// <param name="To">Where its last whole minute ends.</param>
/// <param name="Step">How long a step is: whole minutes.</param>
internal sealed record SeriesSpan(string? Workflow, DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    public int Points => (int)Math.Ceiling((To - From) / Step);
}
