namespace Redflow.Storage.Redis;

/// <summary>
/// Group commit: what arrives while a call is in flight goes together in the next one. At idle nothing waits: the first goes at once.
/// </summary>
internal sealed class Batcher<TItem, TReply>(
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TReply>>> send, Func<TItem, int> size)
{
    private const int MaxItems = 64;
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _waiting = new();
    private bool _sending;

    public Task<TReply> AddAsync(TItem item)
    {
        var entry = new Entry(item);
        lock (_gate)
        {
            _waiting.Enqueue(entry);
            if (_sending)
            {
                return entry.Task;
            }

            _sending = true;
        }

        // Owned by the entries it completes: every failure ends in them.
        _ = SendAllAsync();
        return entry.Task;
    }

    private async Task SendAllAsync()
    {
        while (NextBatch() is { Count: > 0 } batch)
        {
            try
            {
                var replies = await send([.. batch.Select(entry => entry.Item)]).ConfigureAwait(false);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].SetResult(replies[i]);
                }
            }
            catch (Exception exception)
            {
                foreach (var entry in batch)
                {
                    entry.TrySetException(exception);
                }
            }
        }
    }

    private List<Entry> NextBatch()
    {
        var batch = new List<Entry>();
        var bytes = 0;
        lock (_gate)
        {
            while (batch.Count < MaxItems && bytes < MaxBytes && _waiting.TryDequeue(out var entry))
            {
                batch.Add(entry);
                bytes += size(entry.Item);
            }

            _sending = batch.Count > 0;
        }

        return batch;
    }

    private sealed class Entry(TItem item) : TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item { get; } = item;
    }
}
