namespace Redflow.Cli.Schedules;

/// <summary>A schedule.</summary>
internal sealed record Schedule(
    string Id,
    string Workflow,
    string? Cron,
    string? TimeZone,
    TimeSpan? Every,
    DateTimeOffset? At,
    string? Description,
    string? Overlap,
    string? Misfire,
    bool IsDeclared,
    bool IsEnabled,
    DateTimeOffset? NextAt,
    DateTimeOffset? LastAt,
    string? LastRun,
    long FiredTicks)
{
    /// <summary>When it fires, in its own words.</summary>
    public string Times => (Cron, Every, At) switch
    {
        ({ } cron, _, _) => TimeZone is null or "UTC" ? cron : $"{cron} ({TimeZone})",
        (_, { } every, _) => $"every {Terminal.Times.Span(every)}",
        (_, _, { } at) => $"at {at:u}",
        _ => "",
    };
}
