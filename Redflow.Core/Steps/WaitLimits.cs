namespace Redflow.Steps;

/// <summary>How long a run may wait.</summary>
internal static class WaitLimits
{
    public static readonly TimeSpan Longest = LongSpan.Longest;

    public static void Check(TimeSpan? timeout)
    {
        if (timeout is { } given && (given < TimeSpan.Zero || given > Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), given, $"A wait takes from 0 to {Longest.TotalDays} days.");
        }
    }
}
