using System.Diagnostics;

namespace Redflow.Bench.Workflows;

/// <summary>When the handlers of a process started and returned, by its monotonic clock, which all processes share.</summary>
/// <param name="expected">How many runs are expected, numbered from 0.</param>
/// <param name="wall">Whether starts are told by the wall clock, in ticks of UTC.</param>
internal sealed class HandlerLog(int expected, bool wall)
{
    private readonly long[] _starts = new long[expected];
    private readonly TaskCompletionSource _allStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allFinished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _first;
    private int _started;
    private int _finished;

    /// <summary>When each run started; 0 for one that has not.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>When the first handler started; 0 when none has.</summary>
    public long First => Interlocked.Read(ref _first);

    /// <summary>How many runs have started.</summary>
    public int Started => Volatile.Read(ref _started);

    public Task AllStarted => _allStarted.Task;

    public Task AllFinished => _allFinished.Task;

    public void Start(int number)
    {
        var now = wall ? DateTimeOffset.UtcNow.Ticks : Stopwatch.GetTimestamp();
        if (_first == 0)
        {
            Interlocked.CompareExchange(ref _first, now, 0);
        }

        if (number < _starts.Length)
        {
            _starts[number] = now;
        }

        if (Interlocked.Increment(ref _started) == expected)
        {
            _allStarted.TrySetResult();
        }
    }

    public void Finish()
    {
        if (Interlocked.Increment(ref _finished) == expected)
        {
            _allFinished.TrySetResult();
        }
    }
}
