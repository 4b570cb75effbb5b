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
    LastHour LastHour);

/// <summary>How many runs of a workflow may go on, and how often one may start.</summary>
internal sealed record Limits(int? MaxConcurrency, int? MaxConcurrencyPerKey, Rate? Rate)
{
    public override string ToString() => string.Join(", ", new[]
    {
        MaxConcurrency is { } all ? $"{all} at a time" : null,
        MaxConcurrencyPerKey is { } key ? $"{key} of a key at a time" : null,
        Rate is { } rate ? $"{rate.Count} in {Terminal.Times.Span(rate.Period)}{(rate.PerKey ? " of a key" : "")}" : null,
    }.OfType<string>().DefaultIfEmpty("none"));
}

/// <summary>How many runs may start in a period.</summary>
internal sealed record Rate(int Count, TimeSpan Period, bool PerKey);

/// <summary>What happened to a workflow's runs in the last hour.</summary>
internal sealed record LastHour(long Started, long Succeeded, long Failed, long Canceled, long Retries, double? SuccessRate, TimeSpan? AverageDuration);
