using Redflow.Schedules;

namespace Redflow.Storage;

/// <content>
/// Schedules: the inputs of their runs are encoded where they are stored, and decoded for who reads them; a scheduler never sees them, so that it
/// needs no keys.
/// </content>
public sealed partial class EncodedStore
{
    /// <inheritdoc/>
    public Task<ScheduleChange> PutScheduleAsync(ScheduleDefinition schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return _store.PutScheduleAsync(Encode(schedule), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeclareSchedulesAsync(string workflow, IReadOnlyList<ScheduleDefinition> schedules, CancellationToken cancellationToken = default) =>
        _store.DeclareSchedulesAsync(workflow, [.. schedules.Select(Encode)], cancellationToken);

    /// <inheritdoc/>
    public Task<ScheduleChange> DeleteScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        _store.DeleteScheduleAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> EnableScheduleAsync(string id, bool enabled, CancellationToken cancellationToken = default) =>
        _store.EnableScheduleAsync(id, enabled, cancellationToken);

    /// <inheritdoc/>
    public async Task<StoredSchedule?> FindScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        await _store.FindScheduleAsync(id, cancellationToken).ConfigureAwait(false) is { } found ? Decode(found) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        [.. (await _store.ListSchedulesAsync(behind, limit, cancellationToken).ConfigureAwait(false)).Select(Decode)];

    /// <inheritdoc/>
    public Task<DueSchedules> ListDueSchedulesAsync(int limit, CancellationToken cancellationToken = default) =>
        _store.ListDueSchedulesAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken = default) =>
        _store.TickAsync(tick, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken = default) =>
        _store.ListTicksAsync(id, limit, cancellationToken);

    private ScheduleDefinition Encode(ScheduleDefinition schedule) => schedule with { Input = new(_codecs.Encode(schedule.Input.Utf8.ToArray())) };

    private StoredSchedule Decode(StoredSchedule stored) =>
        stored with { Definition = stored.Definition with { Input = Decode(stored.Definition.Input) } };
}
