namespace Redflow.Testing;

/// <summary>
/// A clock that stands still until it is told to skip. Timers go by the real time: what steps wait for in this process is real, what the run waits
/// for without a worker is skipped.
/// </summary>
internal sealed class SkippingTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public void Skip(TimeSpan span)
    {
        lock (_gate)
        {
            _now += span;
        }
    }
}
