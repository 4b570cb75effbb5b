using Redflow.Cli.Queues;

namespace Redflow.Cli.Workflows;

/// <summary>A workflow with how its runs go.</summary>
internal sealed record Workflow(
    string Name,
    string Queue,
    int MaxAttempts,
    int MaxCrashes,
    TimeSpan Retention,
    Limits Limits,
    Limits? RegisteredLimits,
    string? LimitKey,
    TimeSpan? Timeout,
    TimeSpan? ExpireAfter,
    int? MaxQueueLength,
    string? AliasOf,
    string? OnSuccess,
    string? OnCanceled,
    string? OnFailure,
    IReadOnlyList<string> Events,
    Pause? Pause,
    IReadOnlyDictionary<string, long> Runs,
    LastHour LastHour)
{
    /// <summary>Its limits and, where others were set since, those that workers have registered.</summary>
    public string DescribeLimits() => RegisteredLimits is null ? $"{Limits}" : $"{Limits} (registered with: {RegisteredLimits})";
}
