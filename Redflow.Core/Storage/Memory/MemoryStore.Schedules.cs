using Redflow.Schedules;

namespace Redflow.Storage.Memory;

/// <content>Schedules.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<ScheduleChange> PutScheduleAsync(ScheduleDefinition schedule, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _schedules.Put(schedule, turn), cancellationToken);

    /// <inheritdoc/>
    public Task DeclareSchedulesAsync(string workflow, IReadOnlyList<ScheduleDefinition> schedules, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _schedules.Declare(workflow, schedules, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<ScheduleChange> DeleteScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _schedules.Delete(id), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> EnableScheduleAsync(string id, bool enabled, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _schedules.Enable(id, enabled, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredSchedule?> FindScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _schedules.Find(id)?.State, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _schedules.List(behind, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<DueSchedules> ListDueSchedulesAsync(int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _schedules.Due(limit, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _ticker.Tick(tick, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<TickRecord>>(_ => [.. (_schedules.Find(id)?.Ticks ?? []).Take(limit)], cancellationToken);
}
