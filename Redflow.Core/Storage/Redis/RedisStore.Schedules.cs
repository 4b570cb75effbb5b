using Redflow.Schedules;

namespace Redflow.Storage.Redis;

/// <content>Schedules: each lives in the partition of its workflow's name.</content>
public sealed partial class RedisStore
{
    /// <inheritdoc/>
    public async Task<ScheduleChange> PutScheduleAsync(ScheduleDefinition schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (await FindScheduleAsync(schedule.Id, cancellationToken).ConfigureAwait(false) is { } there && there.Definition.Workflow != schedule.Workflow)
        {
            throw ScheduleConflictException.OfWorkflow(schedule.Id, there.Definition.Workflow);
        }

        return await _partitions.OfWorkflow(schedule.Workflow).Schedules.PutAsync(schedule, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task DeclareSchedulesAsync(string workflow, IReadOnlyList<ScheduleDefinition> schedules, CancellationToken cancellationToken = default) =>
        _partitions.OfWorkflow(workflow).Schedules.DeclareAsync(workflow, schedules, cancellationToken);

    /// <inheritdoc/>
    public async Task<ScheduleChange> DeleteScheduleAsync(string id, CancellationToken cancellationToken = default)
    {
        foreach (var partition in _partitions.All)
        {
            if (await partition.Schedules.DeleteAsync(id, cancellationToken).ConfigureAwait(false) is not ScheduleChange.NotFound and var change)
            {
                return change;
            }
        }

        return ScheduleChange.NotFound;
    }

    /// <inheritdoc/>
    public async Task<bool> EnableScheduleAsync(string id, bool enabled, CancellationToken cancellationToken = default)
    {
        foreach (var partition in _partitions.All)
        {
            if (await partition.Schedules.EnableAsync(id, enabled, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public async Task<StoredSchedule?> FindScheduleAsync(string id, CancellationToken cancellationToken = default)
    {
        var found = await Task.WhenAll(_partitions.All.Select(partition => partition.Schedules.FindAsync(id, cancellationToken))).ConfigureAwait(false);
        return found.FirstOrDefault(schedule => schedule is not null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(string? behind, int limit, CancellationToken cancellationToken = default)
    {
        var lists = await Task.WhenAll(_partitions.All.Select(partition => partition.Schedules.ListAsync(behind, limit, cancellationToken))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list).OrderBy(schedule => schedule.Definition.Id, Utf8Order.Comparer).Take(limit)];
    }

    /// <inheritdoc/>
    public async Task<DueSchedules> ListDueSchedulesAsync(int limit, CancellationToken cancellationToken = default)
    {
        var replies = new PartitionReplies<DueSchedules>(_partitions.All.Count);
        await EachAsync((partition, p) => replies.CallAsync(p, () => partition.Schedules.ListDueAsync(limit, cancellationToken), cancellationToken)).ConfigureAwait(false);
        replies.EnsureAny();

        // Those of a partition that does not answer are looked for again at the scheduler's next poll.
        return new(replies.All.Max(reply => reply.Now), [.. replies.All.SelectMany(reply => reply.Schedules)], replies.All.Min(reply => reply.NextIn));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tick);
        return _partitions.All[tick.Schedule.Partition].Schedules.TickAsync(tick, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken = default)
    {
        var lists = await Task.WhenAll(_partitions.All.Select(partition => partition.Schedules.ListTicksAsync(id, limit, cancellationToken))).ConfigureAwait(false);
        return lists.FirstOrDefault(list => list.Count > 0) ?? [];
    }
}
