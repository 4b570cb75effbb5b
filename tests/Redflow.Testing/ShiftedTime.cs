namespace Redflow.Testing;

/// <summary>The clock of a machine that is wrong by some time, and goes on.</summary>
public sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
