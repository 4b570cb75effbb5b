using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Storage.Memory;

/// <summary>Starts the runs of schedules, notes what became of their instants, and advances them.</summary>
internal sealed class ScheduleTicker(MemoryState state, ScheduleBook schedules, RunEmitter emitter, RunCanceler canceler)
{
    private const string Reason = "schedule";

    public IReadOnlyList<TickRecord>? Tick(ScheduleTick tick, Turn turn)
    {
        var (read, isOwn) = (tick.Schedule, tick.Kind == TickOutcome.Fired);
        if (schedules.Find(read.Definition.Id) is not { } schedule
            || schedule.Definition.Version != read.Definition.Version
            || (isOwn && (!schedule.IsEnabled || schedule.State.IsFinished || schedule.State.PlannedAt != read.PlannedAt)))
        {
            return null;
        }

        foreach (var missed in tick.Missed)
        {
            schedule.Note(new(missed, turn.Now, TickOutcome.Missed));
        }

        var noted = new List<TickRecord>();
        foreach (var run in tick.Runs)
        {
            if (isOwn && IsOver(schedule))
            {
                break;
            }

            noted.Add(Start(schedule, run, tick.Kind, turn));
        }

        if (isOwn)
        {
            var isOver = tick.Next is null || IsOver(schedule);
            schedule.Advance(isOver ? null : tick.Next, isOver ? null : tick.Due);
        }

        return noted;
    }

    private static bool IsOver(MemorySchedule schedule) => schedule.State.FiredTicks >= schedule.Definition.Options.MaxTicks;

    private TickRecord Start(MemorySchedule schedule, TickRun tick, TickOutcome kind, Turn turn)
    {
        var isOwn = kind == TickOutcome.Fired;
        var reason = Obstacle(schedule, tick, isOwn);
        var record = new TickRecord(tick.PlannedAt, turn.Now, reason is null ? kind : TickOutcome.Skipped)
        {
            Run = reason is null ? tick.Id : null,
            Reason = reason,
        };
        if (reason is null)
        {
            if (isOwn && schedule.Definition.Options.Overlap == OverlapPolicy.CancelOther && schedule.State.LastRun is { } other)
            {
                canceler.Cancel(other, Reason, turn);
            }

            emitter.Emit(RunOf(schedule.Definition, tick.Id), turn);
            schedule.Start(tick, isOwn);
        }

        if (reason is null || isOwn)
        {
            schedule.Note(record);
        }

        return record;
    }

    private SkipReason? Obstacle(MemorySchedule schedule, TickRun tick, bool isOwn)
    {
        var definition = schedule.Definition;
        if (state.Runs.Find(tick.Id) is not null)
        {
            return SkipReason.AlreadyStarted;
        }

        if (state.Workflows.FindInfo(definition.Workflow) is not { } info)
        {
            return SkipReason.UnknownWorkflow;
        }

        if (info.MaxQueueLength <= emitter.QueueLength(info.Queue))
        {
            return SkipReason.QueueFull;
        }

        if (!isOwn
            || definition.Options.Overlap is not (OverlapPolicy.Skip or OverlapPolicy.QueueOne)
            || !IsAtLimit(state.Workflows.GetOrAdd(definition.Workflow), definition.LimitKey ?? ""))
        {
            return null;
        }

        if (definition.Options.Overlap == OverlapPolicy.Skip)
        {
            return SkipReason.AtLimit;
        }

        if (schedule.Queued is { } queued && state.Runs.Find(queued) is { Status: RunStatus.Queued, StartedAt: null })
        {
            return SkipReason.AlreadyQueued;
        }

        schedule.Queued = tick.Id;
        return null;
    }

    private static bool IsAtLimit(MemoryWorkflow workflow, string key) =>
        workflow.IsFull
        || workflow.IsKeyFull(key)
        || (workflow.Limits is not { MaxConcurrency: null, MaxConcurrencyPerKey: null } && workflow.Backlog.First(key) is not null);

    private static NewRun RunOf(ScheduleDefinition definition, RunId id) => new()
    {
        Id = id,
        Workflow = definition.Workflow,
        Input = definition.Input.Utf8.ToArray(),
        Priority = definition.Options.Priority,
        Tags = definition.Options.Tags,
        LimitKey = definition.LimitKey,
    };
}
