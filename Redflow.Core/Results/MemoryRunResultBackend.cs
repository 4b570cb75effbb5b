using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage.Memory;

namespace Redflow.Results;

/// <summary>Keeps results in this process's memory: for tests, and for what can be lost with the process.</summary>
/// <remarks>It has no thread and no timer of its own: what is not kept any longer goes with the next call.</remarks>
public sealed class MemoryRunResultBackend : IRunResultBackend
{
    private readonly ResultTable _table;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _ttl;
    private readonly int _maxBytes;

    /// <summary>Takes the options as they are now.</summary>
    /// <param name="options">How long results are kept.</param>
    /// <param name="time">The clock of the time to live and of time-outs.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public MemoryRunResultBackend(RunResultOptions options, TimeProvider time)
        : this(new ResultTable(time), options, time)
    {
    }

    internal MemoryRunResultBackend(ResultTable table, RunResultOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_table, _time, _ttl, _maxBytes) = (table, time, options.ResultTtl, options.MaxBytes);
    }

    /// <inheritdoc/>
    public Task StoreAsync(RunResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        result.Validate();
        result.CheckSize(_maxBytes);
        return TakeAsync(() => _table.Store(result with { Input = Copy(result.Input), Output = Copy(result.Output) }, _ttl), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunResult?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        return TakeAsync(() => _table.Find(id), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunResult> WaitForAsync(string id, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        var limit = ResultWait.Limit(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = _table.BeginWait(id);
        try
        {
            return await LongWait.IsOverAsync(waiter.Task, limit, _time, cancellationToken).ConfigureAwait(false)
                ? await waiter.Task.ConfigureAwait(false)
                : throw ResultWait.TimedOut(id, limit);
        }
        finally
        {
            _table.EndWait(id, waiter);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        return TakeAsync(() => _table.Delete(id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> ClearAsync(CancellationToken cancellationToken = default) => TakeAsync(_table.Clear, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunResult>> ListByStatusAsync(
        RunStatus status, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ResultRange.Check(status, limit, offset);
        return TakeAsync(() => _table.List(status, limit, offset), cancellationToken);
    }

    /// <summary>What is canceled before it begins leaves everything as it was.</summary>
    private static Task<T> TakeAsync<T>(Func<T> operation, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.FromResult(operation());

    /// <summary>The caller may write into what it gave.</summary>
    private static Payload? Copy(Payload? payload) => payload is { } present ? new Payload(present.Utf8.ToArray()) : null;
}
