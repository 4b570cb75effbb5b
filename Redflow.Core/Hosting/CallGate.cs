namespace Redflow.Hosting;

/// <summary>
/// Lets a worker's calls in, two at a time, and a renewal when there is none: it knows then of every run that was claimed, and may give
/// back those under its lease that it doesn't know.
/// </summary>
internal sealed class CallGate(TimeProvider time)
{
    /// <summary>How many calls are in flight at most.</summary>
    public const int MaxCalls = 2;

    private SemaphoreSlim Permits { get; } = new(MaxCalls, MaxCalls);

    public Task EnterAsync(CancellationToken cancellationToken) => Permits.WaitAsync(cancellationToken);

    public void Leave() => Permits.Release();

    /// <summary>Waits until no call is in flight, and lets none begin.</summary>
    /// <returns>False when they last longer than the time-out; else <see cref="EndQuiet"/> is to be called.</returns>
    public async Task<bool> BeginQuietAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (started, entered) = (time.GetTimestamp(), 0);
        try
        {
            while (entered < MaxCalls && await Permits.WaitAsync(Left(), cancellationToken).ConfigureAwait(false))
            {
                entered++;
            }

            return entered == MaxCalls;
        }
        finally
        {
            if (entered is > 0 and < MaxCalls)
            {
                Permits.Release(entered);
            }
        }

        TimeSpan Left() => timeout - time.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    /// <summary>Lets calls begin again.</summary>
    public void EndQuiet() => Permits.Release(MaxCalls);
}
