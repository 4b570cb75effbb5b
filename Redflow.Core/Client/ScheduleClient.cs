using System.Runtime.CompilerServices;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Client;

/// <summary>Stores schedules, reads them, and starts their runs by hand. Thread-safe; a client's <see cref="RedflowClient.Schedules"/>.</summary>
/// <remarks>Schedulers fire them. A schedule and its runs live together, and each of its instants starts one run at most, however many schedulers there are.</remarks>
public sealed partial class ScheduleClient
{
    private readonly RedflowClient _client;
    private readonly IRedflowStore _store;
    private readonly WorkflowCatalog _catalog;
    private readonly PayloadSerializer _payloads;
    private readonly TimeProvider _time;

    internal ScheduleClient(RedflowClient client, IRedflowStore store, WorkflowCatalog catalog, PayloadSerializer payloads, TimeProvider time) =>
        (_client, _store, _catalog, _payloads, _time) = (client, store, catalog, payloads, time);

    /// <summary>Stores a schedule, in the place of the one with its id.</summary>
    /// <param name="id">Its id, 1 to 256 characters without control characters. Null: one that its definition makes, so that the same definition is the same schedule.</param>
    /// <param name="schedule">When.</param>
    /// <param name="workflow">The workflow whose runs it starts.</param>
    /// <param name="input">Their input.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the call; the schedule may be stored all the same.</param>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="InvalidScheduleException">The times or the options are not valid; it says all that is wrong.</exception>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow.</exception>
    /// <exception cref="InputValidationException">The input is not valid.</exception>
    /// <exception cref="ScheduleConflictException">The id is that of a schedule that a workflow declares, or of another workflow.</exception>
    /// <remarks>
    /// Atomic and idempotent. The same definition again changes nothing. While its times stay the same its next tick does too; others count from now on.
    /// A schedule that is disabled stays so. With several partitions, two first stores of one id at the same time for two workflows may both be stored.
    /// </remarks>
    public Task<ScheduleInfo> UpsertAsync<TInput, TOutput>(
        string? id, Schedule schedule, WorkflowRef<TInput, TOutput> workflow, TInput input, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return UpsertAsync(id, schedule, workflow.Name, input, options, cancellationToken);
    }

    /// <summary>Stores a schedule of the workflow of that name.</summary>
    /// <inheritdoc cref="UpsertAsync{TInput, TOutput}(string?, Schedule, WorkflowRef{TInput, TOutput}, TInput, ScheduleOptions?, CancellationToken)"/>
    public async Task<ScheduleInfo> UpsertAsync<TInput>(
        string? id, Schedule schedule, string workflow, TInput input, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        Validate(id, schedule, workflow, options);
        var written = await _client.WriteInputAsync(workflow, input, cancellationToken).ConfigureAwait(false);
        return await PutAsync(id, schedule, workflow, written, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a schedule whose runs have an input that is JSON already; it is checked against the schema that workers have registered.</summary>
    /// <inheritdoc cref="UpsertAsync{TInput, TOutput}(string?, Schedule, WorkflowRef{TInput, TOutput}, TInput, ScheduleOptions?, CancellationToken)"/>
    public async Task<ScheduleInfo> UpsertAsync(
        string? id, Schedule schedule, string workflow, Payload input, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        Validate(id, schedule, workflow, options);
        _payloads.CheckInput(input.Utf8);
        InputCheck.EnsureJson(workflow, input);
        if (await _catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false) is { } known)
        {
            InputSchema.Check(known, input);
        }

        return await PutAsync(id, schedule, workflow, input.Utf8.ToArray(), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a schedule with its history; the runs that it has started stay. Idempotent.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="ScheduleConflictException">A workflow declares it.</exception>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        await _store.DeleteScheduleAsync(Checked(id), cancellationToken).ConfigureAwait(false) switch
        {
            ScheduleChange.Declared => throw ScheduleConflictException.Declared(id, (await GetAsync(id, cancellationToken).ConfigureAwait(false)).Workflow),
            var change => change == ScheduleChange.Deleted,
        };

    /// <summary>Lets a schedule fire again, from its next instant on: what passed meanwhile is neither fired nor missed. Idempotent.</summary>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public Task EnableAsync(string id, CancellationToken cancellationToken = default) => SetEnabledAsync(id, enabled: true, cancellationToken);

    /// <summary>Lets a schedule fire no more until it is enabled; what it has started goes on. Idempotent. A deployment does not enable it.</summary>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public Task DisableAsync(string id, CancellationToken cancellationToken = default) => SetEnabledAsync(id, enabled: false, cancellationToken);

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public async Task<ScheduleInfo> GetAsync(string id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new ScheduleNotFoundException(id);

    /// <summary>Reads a schedule; null when there is none.</summary>
    public async Task<ScheduleInfo?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await _store.FindScheduleAsync(Checked(id), cancellationToken).ConfigureAwait(false) is { } stored ? Describe(stored) : null;

    /// <summary>Lists a page of schedules, by id.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public async Task<SchedulePage> ListAsync(ScheduleQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        query.Validate();
        var stored = await _store.ListSchedulesAsync(query.Cursor, query.Limit, cancellationToken).ConfigureAwait(false);
        var matching = stored.Where(schedule =>
            (query.Workflow is null || schedule.Definition.Workflow == query.Workflow) && (query.IsEnabled is null || schedule.IsEnabled == query.IsEnabled));
        return new([.. matching.Select(Describe)], stored.Count < query.Limit ? null : stored[^1].Definition.Id);
    }

    /// <summary>Lists all schedules, by id, reading them a page at a time.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public async IAsyncEnumerable<ScheduleInfo> EnumerateAsync(ScheduleQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = query ?? new();
        do
        {
            var page = await ListAsync(next, cancellationToken).ConfigureAwait(false);
            foreach (var schedule in page.Schedules)
            {
                yield return schedule;
            }

            next = next with { Cursor = page.NextCursor };
        }
        while (next.Cursor is not null);
    }

    /// <summary>Lists what became of a schedule's ticks, newest first: the last 1,000 are kept.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="limit">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public async Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit = 100, CancellationToken cancellationToken = default)
    {
        if (limit is < 1 or > MaxTicks)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"The limit goes from 1 to {MaxTicks}.");
        }

        await GetStoredAsync(id, cancellationToken).ConfigureAwait(false);
        return await _store.ListTicksAsync(id, limit, cancellationToken).ConfigureAwait(false);
    }

    private static string Checked(string id) => Names.IsLabel(id, Names.MaxLabelLength)
        ? id
        : throw new ArgumentException($"A schedule's id takes 1 to {Names.MaxLabelLength} characters without control characters.", nameof(id));

    private static void Validate(string? id, Schedule schedule, string workflow, ScheduleOptions options)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Names.Check("workflow", workflow);
        if (id is not null)
        {
            Checked(id);
        }

        ScheduleMistake[] mistakes = [.. schedule.Mistakes(), .. options.Mistakes()];
        if (mistakes.Length > 0)
        {
            throw new InvalidScheduleException(mistakes);
        }
    }

    private static ScheduleInfo Describe(StoredSchedule stored) => new()
    {
        Id = stored.Definition.Id,
        Workflow = stored.Definition.Workflow,
        Schedule = stored.Definition.Schedule,
        Input = stored.Definition.Input,
        Options = stored.Definition.Options,
        IsDeclared = stored.Definition.IsDeclared,
        IsEnabled = stored.IsEnabled,
        CreatedAt = stored.CreatedAt,
        UpdatedAt = stored.UpdatedAt,
        NextAt = stored.IsEnabled ? stored.NextAt : null,
        LastAt = stored.LastAt,
        LastRun = stored.LastRun,
        FiredTicks = stored.FiredTicks,
    };

    private async Task<ScheduleInfo> PutAsync(
        string? id, Schedule schedule, string workflow, byte[] input, ScheduleOptions options, CancellationToken cancellationToken)
    {
        var known = await _catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false);
        if (known is null && !options.AllowUnregistered)
        {
            throw await _catalog.UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);
        }

        var name = known?.AliasOf ?? workflow;
        var limitKey = known?.LimitKey is { } path ? LimitKeyPath.Read(name, path, input) : null;
        var definition = ScheduleDefinition.Make(id, name, schedule, new(input), options, limitKey);
        return await _store.PutScheduleAsync(definition, cancellationToken).ConfigureAwait(false) == ScheduleChange.Declared
            ? throw ScheduleConflictException.Declared(definition.Id, name)
            : await GetAsync(definition.Id, cancellationToken).ConfigureAwait(false);
    }

    private async Task SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken)
    {
        if (!await _store.EnableScheduleAsync(Checked(id), enabled, cancellationToken).ConfigureAwait(false))
        {
            throw new ScheduleNotFoundException(id);
        }
    }

    private async Task<StoredSchedule> GetStoredAsync(string id, CancellationToken cancellationToken) =>
        await _store.FindScheduleAsync(Checked(id), cancellationToken).ConfigureAwait(false) ?? throw new ScheduleNotFoundException(id);
}
