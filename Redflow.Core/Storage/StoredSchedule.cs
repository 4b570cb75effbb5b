using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Storage;

/// <summary>A schedule with where it stands. Times are the store's.</summary>
public sealed record StoredSchedule
{
    /// <summary>What was stored.</summary>
    public required ScheduleDefinition Definition { get; init; }

    /// <summary>The partition that it lives in, and its runs.</summary>
    public required int Partition { get; init; }

    /// <summary>Whether it fires.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its definition was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its timing was stored: where intervals begin.</summary>
    public required DateTimeOffset TimedAt { get; init; }

    /// <summary>Behind when its instants count: when its timing was stored, or it was last enabled.</summary>
    public required DateTimeOffset CountsFrom { get; init; }

    /// <summary>The instant of its next tick, where a scheduler has planned it; null where none has yet, or there is none.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>Whether there is no instant any more.</summary>
    public bool IsFinished { get; init; }

    /// <summary>The instant of the last tick that fired; null before.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The run that it started last; null before.</summary>
    public RunId? LastRun { get; init; }

    /// <summary>How many ticks have fired since its timing was stored.</summary>
    public required int FiredTicks { get; init; }

    /// <summary>The instant of its next tick, planned or not; null when there is none.</summary>
    internal DateTimeOffset? NextAt => IsFinished ? null : PlannedAt ?? First();

    /// <summary>A one-time schedule whose instant had passed when it was stored fires at once.</summary>
    private DateTimeOffset? First() =>
        Definition is { Schedule: OneTimeSchedule once, Options: { StartAt: null, EndAt: null } } && CountsFrom == TimedAt
            ? once.At
            : Definition.Next(CountsFrom, TimedAt);
}
