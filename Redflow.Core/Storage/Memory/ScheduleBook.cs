using Redflow.Schedules;

namespace Redflow.Storage.Memory;

/// <summary>Keeps schedules.</summary>
internal sealed class ScheduleBook(MemoryState state)
{
    private readonly SortedDictionary<string, MemorySchedule> _schedules = new(Utf8Order.Comparer);

    public ScheduleChange Put(ScheduleDefinition schedule, Turn turn)
    {
        var stored = Find(schedule.Id);
        if (stored is not null && stored.Definition.Workflow != schedule.Workflow)
        {
            throw ScheduleConflictException.OfWorkflow(schedule.Id, stored.Definition.Workflow);
        }

        if (stored is null)
        {
            _schedules.Add(schedule.Id, new(schedule, turn.Now));
            state.Subscriptions.TellSchedulers(turn);
            return ScheduleChange.Created;
        }

        if (stored.Definition.IsDeclared && !schedule.IsDeclared)
        {
            return ScheduleChange.Declared;
        }

        if (stored.Definition.Version == schedule.Version && stored.Definition.IsDeclared == schedule.IsDeclared)
        {
            return ScheduleChange.Unchanged;
        }

        if (stored.Change(schedule, turn.Now))
        {
            state.Subscriptions.TellSchedulers(turn);
        }

        return ScheduleChange.Updated;
    }

    public void Declare(string workflow, IReadOnlyList<ScheduleDefinition> schedules, Turn turn)
    {
        foreach (var schedule in schedules)
        {
            Put(schedule, turn);
        }

        var kept = schedules.Select(schedule => schedule.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _schedules.Values.Select(schedule => schedule.Definition).Where(schedule => schedule.IsDeclared && schedule.Workflow == workflow).ToArray())
        {
            if (!kept.Contains(gone.Id))
            {
                _schedules.Remove(gone.Id);
            }
        }
    }

    public ScheduleChange Delete(string id)
    {
        if (Find(id) is not { } stored)
        {
            return ScheduleChange.NotFound;
        }

        if (stored.Definition.IsDeclared)
        {
            return ScheduleChange.Declared;
        }

        _schedules.Remove(id);
        return ScheduleChange.Deleted;
    }

    public bool Enable(string id, bool enabled, Turn turn)
    {
        if (Find(id) is not { } stored)
        {
            return false;
        }

        if (stored.Enable(enabled, turn.Now) && enabled)
        {
            state.Subscriptions.TellSchedulers(turn);
        }

        return true;
    }

    public MemorySchedule? Find(string id) => _schedules.GetValueOrDefault(id);

    public IReadOnlyList<StoredSchedule> List(string? behind, int limit) =>
    [
        .. _schedules.Values.Select(schedule => schedule.State)
            .SkipWhile(schedule => behind is not null && Utf8Order.Comparer.Compare(schedule.Definition.Id, behind) <= 0)
            .Take(limit),
    ];

    public DueSchedules Due(int limit, DateTimeOffset now)
    {
        var waiting = _schedules.Values.Where(schedule => schedule.DueAt is not null).OrderBy(schedule => schedule.DueAt).ToArray();
        var due = waiting.TakeWhile(schedule => schedule.DueAt <= now).Take(limit).ToArray();
        var nextIn = waiting.Length == due.Length ? (TimeSpan?)null : waiting[due.Length].DueAt - now;
        return new(now, [.. due.Select(schedule => schedule.State)], nextIn < TimeSpan.Zero ? TimeSpan.Zero : nextIn);
    }
}
