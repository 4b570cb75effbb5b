namespace Redflow.Dashboard.Live;

/// <summary>
/// The last batches, for all readers together: each has its own place in them, and one that is too slow finds that it has missed some. So what
/// is kept does not grow with the readers, however slow they are.
/// </summary>
internal sealed class StreamRing(TimeProvider time)
{
    /// <summary>How many batches a reader may be behind.</summary>
    public const int Size = 128;

    private readonly Lock _gate = new();
    private readonly StreamBatch?[] _batches = new StreamBatch?[Size];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _end;

    /// <summary>The place behind all that there is.</summary>
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    public void Add(StreamBatch batch)
    {
        TaskCompletionSource waited;
        lock (_gate)
        {
            _batches[_end++ % Size] = batch;
            (waited, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waited.SetResult();
    }

    /// <summary>Lets go of the batches; places stay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_batches);
        }
    }

    /// <summary>Finds what comes at a place, or waits for it.</summary>
    public async ValueTask<StreamRead> ReadAsync(long place, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task more;
        lock (_gate)
        {
            if (place < _end)
            {
                return Find(place);
            }

            more = _more.Task;
        }

        await more.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return place < _end ? Find(place) : new(null, place, 0);
        }
    }

    private StreamRead Find(long place)
    {
        var at = Math.Max(place, _end - Size);
        return new(_batches[at % Size], at + 1, at - place);
    }
}
