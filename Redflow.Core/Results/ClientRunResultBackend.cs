using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Results;

/// <summary>Answers from the engine's runs: a run's result is what the engine knows of it. Ids are those of runs.</summary>
/// <remarks>
/// It reads and deletes; what stores results is the engine, so <see cref="StoreAsync"/> is not supported, nor is clearing. How long runs
/// are kept is up to their workflow's retention.
/// </remarks>
public sealed class ClientRunResultBackend(RedflowClient client) : IRunResultBackend
{
    /// <summary>How many runs are read at a time, with their payloads.</summary>
    private const int PageSize = 50;

    /// <summary>Not supported: the engine stores what becomes of its runs.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task StoreAsync(RunResult result, CancellationToken cancellationToken = default) => Task.FromException(new NotSupportedException(
        $"{nameof(ClientRunResultBackend)} answers from the engine's runs, whose results the engine stores. Emit a workflow, or store results in a backend of {nameof(RunResultBackends)}."));

    /// <inheritdoc/>
    public async Task<RunResult?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        return RunId.TryParse(id, null, out var run) && await client.FindRunAsync(run, cancellationToken).ConfigureAwait(false) is { } found
            ? ToResult(found)
            : null;
    }

    /// <summary>Waits until a run has ended.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="timeout">How long, 0 or more; null waits until the token is canceled.</param>
    /// <param name="cancellationToken">Stops the waiting, not the run.</param>
    /// <exception cref="RedflowTimeoutException">It has not ended in time. It goes on.</exception>
    /// <exception cref="RunNotFoundException">There is no such run: unlike a result that is stored later, it would not come.</exception>
    /// <exception cref="ArgumentException">The id is not that of a run.</exception>
    public async Task<RunResult> WaitForAsync(string id, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = ResultWait.Limit(timeout);
        var run = RunIdOf(id);
        _ = await client.WaitForRunAsync(run, limit, cancellationToken).ConfigureAwait(false) ?? throw ResultWait.TimedOut(id, limit);
        return ToResult(await client.GetRunAsync(run, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Deletes a run that has ended. Idempotent.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="InvalidOperationException">The run has not ended: cancel it first.</exception>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        if (!RunId.TryParse(id, null, out var run))
        {
            return false;
        }

        return await client.DeleteRunAsync(run, cancellationToken).ConfigureAwait(false) switch
        {
            DeleteResult.Deleted => true,
            DeleteResult.NotFound => false,
            _ => throw new InvalidOperationException($"Run '{id}' has not ended, so it can't be deleted. Cancel it first."),
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunResult>> ListByStatusAsync(
        RunStatus status, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ResultRange.Check(status, limit, offset);
        var results = new List<RunResult>();
        for (var place = new Place(null, offset); place is not null && results.Count < (limit ?? int.MaxValue);)
        {
            place = await ReadAsync(status, place, (limit ?? int.MaxValue) - results.Count, results, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>Lists a page of runs, and reads those of it that are asked for with their payloads.</summary>
    /// <returns>Where to go on; null at the end.</returns>
    private async Task<Place?> ReadAsync(RunStatus status, Place place, int left, List<RunResult> results, CancellationToken cancellationToken)
    {
        // What is passed over is only listed; the others are read whole, and so only a few at a time.
        var rows = place.Skip > 0 ? Math.Min(RunQuery.MaxLimit, place.Skip) : Math.Min(PageSize, left);
        var page = await client.ListRunsAsync(new() { Status = status, Limit = rows, Cursor = place.Cursor }, cancellationToken).ConfigureAwait(false);
        var runs = await Task.WhenAll(page.Runs.Skip(place.Skip).Select(row => client.FindRunAsync(row.Id, cancellationToken))).ConfigureAwait(false);
        results.AddRange(runs.OfType<Run>().Where(run => run.Status == status).Select(ToResult));
        return page.NextCursor is null ? null : new(page.NextCursor, Math.Max(0, place.Skip - page.Runs.Count));
    }

    private static RunId RunIdOf(string id)
    {
        RunResult.CheckId(id);
        return RunId.TryParse(id, null, out var run) ? run : throw new ArgumentException($"'{id}' is not the id of a run.", nameof(id));
    }

    private static RunResult ToResult(Run run) => new()
    {
        Id = run.Id.ToString(),
        Status = run.Status,
        Workflow = run.Workflow,
        Input = run.Input,
        Output = run.Output,
        Error = run.Error,
        SubmittedAt = run.CreatedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Attempt = run.Attempt,
    };

    /// <summary>A place in the list of runs.</summary>
    /// <param name="Cursor">The page; null for the first one.</param>
    /// <param name="Skip">How many runs to pass over from there.</param>
    private sealed record Place(string? Cursor, int Skip);
}
