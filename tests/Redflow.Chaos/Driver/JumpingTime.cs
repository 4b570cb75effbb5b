namespace Redflow.Chaos.Driver;

/// <summary>The clock of a host that jumps. What counts seconds goes on as it did, as the clock that no jump touches does on a real host.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _by;

    /// <summary>Has it show this much more than the right time from now on.</summary>
    public void JumpTo(TimeSpan by) => Interlocked.Exchange(ref _by, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _by));
}
