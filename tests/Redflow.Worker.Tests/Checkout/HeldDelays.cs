namespace Redflow.Worker.Tests.Checkout;

/// <summary>The system's time, but for delays of one length: so many of those end as the test lets, the first ones first.</summary>
internal sealed class HeldDelays(TimeSpan length) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _held = [];
    private int _allowed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_gate)
        {
            _held.Enqueue(() => callback(state));
        }

        EndAllowed();
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }

    /// <summary>Lets so many more of them end, also of those that begin later.</summary>
    public void Allow(int count)
    {
        lock (_gate)
        {
            _allowed += count;
        }

        EndAllowed();
    }

    private void EndAllowed()
    {
        while (Take() is { } end)
        {
            end();
        }
    }

    private Action? Take()
    {
        lock (_gate)
        {
            return _allowed > 0 && _held.TryDequeue(out var end) && _allowed-- > 0 ? end : null;
        }
    }
}
