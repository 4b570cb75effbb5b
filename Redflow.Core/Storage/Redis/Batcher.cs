namespace Redflow.Storage.Redis;

/// <summary>
/// Group commit: what arrives while a call is in flight goes together in the next one; once that is as much as is in flight, without waiting
/// for the first, so that Redis has work while replies are read. At idle nothing waits: the first goes at once.
/// After a call, those whom it answered get their turn before the next is sent: most come back with another item. When a call finds the
/// store unavailable, all that waits behind it fails with it, instead of one time-out after the other.
/// </summary>
internal sealed class Batcher<TItem, TReply>(
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TReply>>> send, Func<TItem, long> size)
{
    private const int MaxItems = 64;
    private const int MaxCalls = 2;
    private const int MaxBytes = 1024 * 1024;

    /// <summary>A call beside another carries no fewer: its own cost would be more than it gains.</summary>
    private const int MinBeside = 16;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _waiting = new();
    private int _calls;
    private int _sent;

    /// <param name="item">What to send.</param>
    /// <param name="cancellationToken">Ends the wait; what has not been sent by then never is.</param>
    public Task<TReply> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        var entry = new Entry(item, cancellationToken);
        lock (_gate)
        {
            _waiting.Enqueue(entry);
            if (_calls > 0 && !(_calls < MaxCalls && _waiting.Count >= Beside))
            {
                return entry.Task.WaitAsync(cancellationToken);
            }

            _calls++;
        }

        // Owned by the entries it completes: every failure ends in them.
        _ = SendAllAsync();
        return entry.Task.WaitAsync(cancellationToken);
    }

    /// <summary>How many have to wait for another call beside the one in flight.</summary>
    private int Beside => Math.Clamp(_sent, MinBeside, MaxItems / 2);

    private async Task SendAllAsync()
    {
        for (var batch = Take(0); batch.Count > 0; batch = Take(batch.Count))
        {
            try
            {
                var replies = await send(batch.ConvertAll(static entry => entry.Item)).ConfigureAwait(false);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].SetResult(replies[i]);
                }

                await Task.Yield();
            }
            catch (Exception exception)
            {
                Fail(batch, exception);
                if (exception is StoreUnavailableException)
                {
                    Fail(TakeAll(), exception);
                }
            }
        }
    }

    /// <summary>Takes the next batch, in which an item over the limit goes alone; with an empty one the sending ends.</summary>
    /// <param name="answered">How many the call before took.</param>
    private List<Entry> Take(int answered)
    {
        var batch = new List<Entry>();
        var bytes = 0L;
        lock (_gate)
        {
            _sent -= answered;
            // Too few are left to the other call: it comes back for them.
            var isLeft = _calls > 1 && _waiting.Count < Beside;
            while (!isLeft && batch.Count < MaxItems && _waiting.TryPeek(out var entry) && (batch.Count == 0 || bytes + size(entry.Item) <= MaxBytes))
            {
                _waiting.Dequeue();
                if (!entry.CancellationToken.IsCancellationRequested)
                {
                    batch.Add(entry);
                    bytes += size(entry.Item);
                }
            }

            _sent += batch.Count;
            if (batch.Count == 0)
            {
                _calls--;
            }
        }

        return batch;
    }

    private List<Entry> TakeAll()
    {
        lock (_gate)
        {
            var all = _waiting.ToList();
            _waiting.Clear();
            return all;
        }
    }

    private static void Fail(List<Entry> entries, Exception exception)
    {
        foreach (var entry in entries)
        {
            entry.TrySetException(exception);
        }
    }

    private sealed class Entry(TItem item, CancellationToken cancellationToken)
        : TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item { get; } = item;

        public CancellationToken CancellationToken { get; } = cancellationToken;
    }
}
