namespace Redflow.Storage.Memory;

/// <summary>Waits longer than a timer can be.</summary>
internal static class LongWait
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <returns>False when the task has not ended within <paramref name="timeout"/>.</returns>
    public static async Task<bool> IsOverAsync(Task end, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!end.IsCompleted)
        {
            var left = timeout == Timeout.InfiniteTimeSpan ? LongestTimer : timeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await end.WaitAsync(left < LongestTimer ? left : LongestTimer, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }
}
