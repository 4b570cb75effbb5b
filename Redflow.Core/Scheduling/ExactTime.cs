namespace Redflow.Scheduling;

/// <summary>
/// The system's clock, with one-shot timers that fire within a fraction of a millisecond. Those of .NET go by a clock that moves with the
/// ticks of the kernel, so that on Linux they are late by up to 4 ms, and a delayed run with them.
/// </summary>
/// <remarks>One thread of the process waits for the earliest of them; their callbacks run on the thread pool.</remarks>
internal sealed class ExactTime : TimeProvider
{
    private static readonly ExactTime Shared = new();

    private readonly PriorityQueue<ExactTimer, long> _timers = new();
    private Thread? _thread;

    private ExactTime()
    {
    }

    /// <summary>The exact form of a clock: any other than the system's is exact as it is.</summary>
    public static TimeProvider Of(TimeProvider time) => time == System ? Shared : time;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The timer has a period.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ExactTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(ExactTimer timer, TimeSpan dueTime)
    {
        lock (_timers)
        {
            _timers.Remove(timer, out _, out _);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _timers.Enqueue(timer, GetTimestamp() + (long)(dueTime.TotalSeconds * TimestampFrequency));
                Monitor.Pulse(_timers);
            }

            if (_thread is null)
            {
                _thread = new(FireAll) { IsBackground = true, Name = "Redflow timers" };
                _thread.UnsafeStart();
            }
        }
    }

    private void FireAll()
    {
        lock (_timers)
        {
            while (true)
            {
                if (!_timers.TryPeek(out var timer, out var due))
                {
                    Monitor.Wait(_timers);
                }
                else if (GetElapsedTime(GetTimestamp(), due) is { Ticks: > 0 } left)
                {
                    Monitor.Wait(_timers, (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
                }
                else
                {
                    _timers.Dequeue();
                    timer.Fire();
                }
            }
        }
    }

    private sealed class ExactTimer(ExactTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Exact timers fire once.");
            }

            time.Set(this, dueTime);
            return true;
        }

        public void Fire() => ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Run(), this, preferLocal: false);

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Run() => callback(state);
    }
}
