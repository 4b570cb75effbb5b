using System.Runtime.ExceptionServices;

namespace Redflow.Storage.Redis;

/// <summary>What the partitions answered to a call for all of them, by number.</summary>
/// <remarks>One that does not answer must not cost the others' answers: what they have claimed or renewed would be lost with them.</remarks>
internal sealed class PartitionReplies<T>(int count)
    where T : class
{
    private readonly T?[] _replies = new T?[count];
    private readonly Exception?[] _failures = new Exception?[count];

    public IEnumerable<T> All => _replies.OfType<T>();

    /// <summary>Those that did not answer.</summary>
    public IReadOnlyList<int> Unanswered => [.. Enumerable.Range(0, count).Where(p => _failures[p] is not null)];

    /// <summary>Why the first of them did not; null when all have.</summary>
    public Exception? Failure => _failures.FirstOrDefault(failure => failure is not null);

    public T? this[int partition] => _replies[partition];

    /// <summary>Calls one.</summary>
    /// <returns>Its answer; null when there is none.</returns>
    public async Task<T?> CallAsync(int partition, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return _replies[partition] = await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failures[partition] = exception;
            return null;
        }
    }

    /// <summary>Throws when none has answered.</summary>
    public void EnsureAny()
    {
        if (!All.Any() && Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
