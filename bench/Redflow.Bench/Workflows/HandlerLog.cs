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
    private int _passes;

    /// <summary>When each run started first; 0 for one that has not.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>When the first handler started; 0 when none has.</summary>
    public long First => Interlocked.Read(ref _first);

    /// <summary>Ends when each of the expected runs has started.</summary>
    public Task AllStarted => _allStarted.Task;

    /// <summary>Ends when as many handlers have returned as there are runs expected, whatever their numbers.</summary>
    public Task AllFinished => _allFinished.Task;

    public void Start(int number)
    {
        var now = wall ? DateTimeOffset.UtcNow.Ticks : Stopwatch.GetTimestamp();
        if (_first == 0)
        {
            Interlocked.CompareExchange(ref _first, now, 0);
        }

        // A run may start twice.
        if (number < _starts.Length && Interlocked.CompareExchange(ref _starts[number], now, 0) == 0 && Interlocked.Increment(ref _started) == expected)
        {
            _allStarted.TrySetResult();
        }
    }

    /// <summary>How many passes were told of.</summary>
    public int Passes => Volatile.Read(ref _passes);

    /// <summary>Tells of a pass, where those are counted.</summary>
    public void Pass() => Interlocked.Increment(ref _passes);

    public void Finish()
    {
        if (Interlocked.Increment(ref _finished) == expected)
        {
            _allFinished.TrySetResult();
        }
    }
}
