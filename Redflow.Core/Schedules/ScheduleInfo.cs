using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Schedules;

/// <summary>A schedule as it is stored. Times are Redis's.</summary>
public sealed record ScheduleInfo
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow whose runs it starts.</summary>
    public required string Workflow { get; init; }

    /// <summary>When.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The input of the runs.</summary>
    public required Payload Input { get; init; }

    /// <summary>How.</summary>
    public required ScheduleOptions Options { get; init; }

    /// <summary>Whether a workflow declares it; only its code can change or delete it.</summary>
    public required bool IsDeclared { get; init; }

    /// <summary>Whether it fires.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its definition was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The instant of its next tick; null while it is disabled, and when there is none any more.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The instant of the last tick that fired; null before.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The run that it started last, by a tick or by hand; null before.</summary>
    public RunId? LastRun { get; init; }

    /// <summary>How many ticks have fired since its times were stored.</summary>
    public required int FiredTicks { get; init; }
}
