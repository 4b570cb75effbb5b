using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Results;

/// <summary>Keeps results of runs, or of any other work, and tells who waits for them. Usable without workflows.</summary>
/// <remarks>
/// <see cref="RunResultBackends"/> opens the ones there are. To write another, implement <see cref="StoreAsync"/>, <see cref="GetAsync"/>
/// and <see cref="WaitForAsync"/>: the other operations are optional, and fail with a <see cref="NotSupportedException"/> unless they are
/// implemented too. Every operation throws <see cref="StoreUnavailableException"/> when the backend does not answer.
/// </remarks>
public interface IRunResultBackend : IAsyncDisposable
{
    /// <summary>Stores a result, in place of the one before with its id, and wakes who waits for it when it is complete.</summary>
    /// <param name="result">The result.</param>
    /// <param name="cancellationToken">Stops the call; the result may be stored all the same.</param>
    /// <exception cref="ArgumentException">The result can't be stored: its id, status or attempt is not valid, or a payload is not JSON.</exception>
    /// <exception cref="Payloads.PayloadTooLargeException">It is larger than <see cref="RunResultOptions.MaxBytes"/>.</exception>
    /// <remarks>Atomic and idempotent: the last one stored stands, and its time to live begins anew.</remarks>
    Task StoreAsync(RunResult result, CancellationToken cancellationToken = default);

    /// <summary>Reads a result.</summary>
    /// <returns>Null when there is none, or its time to live is over.</returns>
    Task<RunResult?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a result is complete, be it that none is stored yet. Notified, not polled.</summary>
    /// <param name="id">Whose result.</param>
    /// <param name="timeout">How long, 0 or more; null waits until the token is canceled. At 0 it looks once.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RedflowTimeoutException">It was not complete in time. It may be later: wait again.</exception>
    /// <remarks>
    /// No completion is lost between the look and the wait. One that is deleted, replaced or expired before this process has read it is
    /// not seen: a time to live has to be longer than reading takes. An outage shorter than the time-out is waited out.
    /// </remarks>
    Task<RunResult> WaitForAsync(string id, TimeSpan? timeout = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a result. Who waits for it goes on waiting. Optional. Atomic and idempotent.</summary>
    /// <returns>False when there was none; also when the reply of the call that deleted it was lost.</returns>
    /// <exception cref="NotSupportedException">This backend can't.</exception>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        Task.FromException<bool>(RunResultBackends.NotSupported(this, nameof(DeleteAsync)));

    /// <summary>Deletes all results. Who waits for one goes on waiting. Optional.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="NotSupportedException">This backend can't.</exception>
    /// <remarks>Not atomic: results that are stored meanwhile may go or stay, and a call that fails may have deleted some.</remarks>
    Task<long> ClearAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<long>(RunResultBackends.NotSupported(this, nameof(ClearAsync)));

    /// <summary>Lists results, newest first by <see cref="RunResult.SubmittedAt"/>; those without one come last. Optional.</summary>
    /// <param name="status">Only those in this status.</param>
    /// <param name="limit">How many at most, 0 or more; null for all of them.</param>
    /// <param name="offset">How many to skip, 0 or more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The results; empty when there are none.</returns>
    /// <exception cref="NotSupportedException">This backend can't.</exception>
    /// <remarks>Long lists are read a stretch at a time: what changes meanwhile may be missing, or be listed as it was.</remarks>
    Task<IReadOnlyList<RunResult>> ListByStatusAsync(
        RunStatus status, int? limit = null, int offset = 0, CancellationToken cancellationToken = default) =>
        Task.FromException<IReadOnlyList<RunResult>>(RunResultBackends.NotSupported(this, nameof(ListByStatusAsync)));

#pragma warning disable CA1816 // A default of an interface has no finalizer to suppress.
    /// <summary>Closes what the backend has opened for itself.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
#pragma warning restore CA1816
}
