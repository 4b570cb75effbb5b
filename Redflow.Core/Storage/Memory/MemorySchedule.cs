using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Storage.Memory;

/// <summary>A schedule with where it stands, and what became of its ticks.</summary>
internal sealed class MemorySchedule(ScheduleDefinition definition, DateTimeOffset now)
{
    private const int MostTicks = 1_000;

    private readonly LinkedList<TickRecord> _ticks = [];

    public ScheduleDefinition Definition { get; private set; } = definition;

    public bool IsEnabled { get; private set; } = true;

    /// <summary>When schedulers look at it; null when they need not.</summary>
    public DateTimeOffset? DueAt { get; private set; } = now;

    /// <summary>The run that an overlapping tick has queued.</summary>
    public RunId? Queued { get; set; }

    public StoredSchedule State { get; private set; } = new()
    {
        Definition = definition,
        Partition = 0,
        IsEnabled = true,
        CreatedAt = now,
        UpdatedAt = now,
        TimedAt = now,
        CountsFrom = now,
        FiredTicks = 0,
    };

    public IEnumerable<TickRecord> Ticks => _ticks;

    /// <returns>Whether its instants are others now.</returns>
    public bool Change(ScheduleDefinition to, DateTimeOffset at)
    {
        var isRetimed = to.Timing != Definition.Timing;
        Definition = to;
        State = State with { Definition = to, UpdatedAt = at };
        if (isRetimed)
        {
            State = State with { TimedAt = at, CountsFrom = at, FiredTicks = 0, PlannedAt = null, IsFinished = false };
            DueAt = IsEnabled ? at : null;
        }

        return isRetimed && IsEnabled;
    }

    /// <returns>Whether that was not so already.</returns>
    public bool Enable(bool enabled, DateTimeOffset at)
    {
        if (enabled == IsEnabled)
        {
            return false;
        }

        IsEnabled = enabled;
        State = State with { IsEnabled = enabled, CountsFrom = at, PlannedAt = null, IsFinished = false };
        DueAt = enabled ? at : null;
        return true;
    }

    public void Start(TickRun tick, bool counts) => State = State with
    {
        LastRun = tick.Id,
        LastAt = counts ? tick.PlannedAt : State.LastAt,
        FiredTicks = State.FiredTicks + (counts ? 1 : 0),
    };

    public void Advance(DateTimeOffset? next, DateTimeOffset? due)
    {
        State = State with { PlannedAt = next, IsFinished = next is null };
        DueAt = due;
    }

    public void Note(TickRecord tick)
    {
        _ticks.AddFirst(tick);
        if (_ticks.Count > MostTicks)
        {
            _ticks.RemoveLast();
        }
    }
}
