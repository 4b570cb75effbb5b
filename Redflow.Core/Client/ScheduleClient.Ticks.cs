using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;

namespace Redflow.Client;

/// <content>Previews, and runs that are started by hand.</content>
public sealed partial class ScheduleClient
{
    /// <summary>The most ticks that a history keeps, and that a preview shows.</summary>
    public const int MaxTicks = 1_000;

    /// <summary>The most instants of a backfill.</summary>
    public const int MaxBackfill = 10_000;

    private const int BackfillPage = 50;

    /// <summary>Lists the next instants of a schedule, also of one that is disabled.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="count">How many, 1 to 1,000; fewer when it ends before.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public async Task<IReadOnlyList<DateTimeOffset>> ListNextAsync(string id, int count = 10, CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > MaxTicks)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count goes from 1 to {MaxTicks}.");
        }

        var stored = await GetStoredAsync(id, cancellationToken).ConfigureAwait(false);
        if (!stored.IsEnabled)
        {
            stored = stored with { CountsFrom = _time.GetUtcNow(), PlannedAt = null, IsFinished = false };
        }

        var left = stored.Definition.Options.MaxTicks - stored.FiredTicks;
        return [.. Instants(stored, stored.NextAt).Take(Math.Min(count, left ?? count))];
    }

    /// <summary>Starts a run of a schedule now, whatever its overlap policy says, also when it is disabled; its next tick stays.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="idempotencyKey">What tells the request from others, 1 to 256 characters without control characters: while its run is kept, asked for again
    /// it is that run. Null for a new one.</param>
    /// <param name="cancellationToken">Stops the call; the run may have been started all the same.</param>
    /// <returns>A handle of the run.</returns>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    /// <exception cref="Workflows.UnknownWorkflowException">No worker has registered its workflow.</exception>
    /// <exception cref="QueueFullException">Its workflow's queue has as many runs as it takes.</exception>
    /// <remarks>Atomic; idempotent for the same <paramref name="idempotencyKey"/>.</remarks>
    public async Task<RunHandle<Payloads.Payload>> TriggerAsync(string id, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        if (idempotencyKey is not null && !Names.IsLabel(idempotencyKey, EmitOptions.MaxKeyLength))
        {
            throw new ArgumentException($"A key takes 1 to {EmitOptions.MaxKeyLength} characters without control characters.", nameof(idempotencyKey));
        }

        while (true)
        {
            var stored = await GetStoredAsync(id, cancellationToken).ConfigureAwait(false);
            var fresh = idempotencyKey is null ? RunId.New(stored.Partition, _time) : RunId.OfText($"trigger {id}\n{idempotencyKey}", stored.Partition);
            var run = new TickRun(_time.GetUtcNow(), fresh);
            if (await StartAsync(stored, TickOutcome.Triggered, [run], cancellationToken).ConfigureAwait(false) is [var tick])
            {
                return tick.Reason switch
                {
                    SkipReason.QueueFull => throw new QueueFullException(stored.Definition.Workflow),
                    SkipReason.UnknownWorkflow => throw await _catalog.UnknownAsync(stored.Definition.Workflow, cancellationToken).ConfigureAwait(false),
                    var reason => new(_client, run.Id, alreadyExisted: reason == SkipReason.AlreadyStarted),
                };
            }
        }
    }

    /// <summary>Counts the instants of a span: the runs that a backfill would start at most.</summary>
    /// <inheritdoc cref="BackfillAsync"/>
    public async Task<int> CountBackfillAsync(string id, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        Between(await GetStoredAsync(id, cancellationToken).ConfigureAwait(false), from, before).Count;

    /// <summary>Starts a run for each instant of a span that has none, oldest first; all of them queue up for the workflow's slots.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="from">The first time that counts.</param>
    /// <param name="before">The time before which all instants are.</param>
    /// <param name="cancellationToken">Stops it; what was started stays.</param>
    /// <returns>How many runs were started.</returns>
    /// <exception cref="ArgumentException">The span is empty, or has more than 10,000 instants.</exception>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    /// <exception cref="Workflows.UnknownWorkflowException">No worker has registered its workflow.</exception>
    /// <exception cref="QueueFullException">The workflow's queue has as many runs as it takes; what was started stays.</exception>
    /// <remarks>
    /// Idempotent for as long as the runs are kept: an instant that has a run, by a tick or by a backfill, gets no other. One that was cut off goes on
    /// where it was when it is called again. The history notes each run.
    /// </remarks>
    public async Task<int> BackfillAsync(string id, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var stored = await GetStoredAsync(id, cancellationToken).ConfigureAwait(false);
        var started = 0;
        foreach (var page in Between(stored, from, before).Chunk(BackfillPage))
        {
            var runs = page.Select(instant => new TickRun(instant, RunId.OfTick(id, instant, stored.Partition))).ToArray();
            while (true)
            {
                if (await StartAsync(stored, TickOutcome.Backfilled, runs, cancellationToken).ConfigureAwait(false) is { } ticks)
                {
                    started += ticks.Count(tick => tick.Reason is null);
                    await ThrowIfRefusedAsync(stored.Definition.Workflow, ticks, cancellationToken).ConfigureAwait(false);
                    break;
                }

                stored = await GetStoredAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }

        return started;
    }

    private static IEnumerable<DateTimeOffset> Instants(StoredSchedule stored, DateTimeOffset? first)
    {
        for (var instant = first; instant is { } at; instant = stored.Definition.Next(at, stored.TimedAt))
        {
            yield return at;
        }
    }

    private static List<DateTimeOffset> Between(StoredSchedule stored, DateTimeOffset from, DateTimeOffset before)
    {
        if (from >= before)
        {
            throw new ArgumentException($"The span from {from:u} to {before:u} is empty.", nameof(before));
        }

        // Instants are behind a time; before the first one of all there is none.
        var behind = from.UtcTicks < TimeSpan.TicksPerMillisecond ? DateTimeOffset.MinValue : from - TimeSpan.FromMilliseconds(1);
        var first = stored.Definition.Next(behind, stored.TimedAt);
        var instants = Instants(stored, first).TakeWhile(instant => instant < before).Take(MaxBackfill + 1).ToList();
        return instants.Count <= MaxBackfill
            ? instants
            : throw new ArgumentException($"The span has more than {MaxBackfill} instants. Backfill it in parts.", nameof(before));
    }

    private Task<IReadOnlyList<TickRecord>?> StartAsync(StoredSchedule stored, TickOutcome kind, IReadOnlyList<TickRun> runs, CancellationToken cancellationToken) =>
        _store.TickAsync(new(stored, kind, [], runs, null, null), cancellationToken);

    private async Task ThrowIfRefusedAsync(string workflow, IReadOnlyList<TickRecord> ticks, CancellationToken cancellationToken)
    {
        if (ticks.Any(tick => tick.Reason == SkipReason.QueueFull))
        {
            throw new QueueFullException(workflow);
        }

        if (ticks.Any(tick => tick.Reason == SkipReason.UnknownWorkflow))
        {
            throw await _catalog.UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);
        }
    }
}
