namespace Redflow.Hosting;

/// <summary>
/// The worker's lease as the worker knows it. It counts from when a renewal was sent, so it never lasts longer here than in the store.
/// </summary>
internal sealed class Lease(TimeSpan duration, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _renewedAt = time.GetTimestamp();
    private volatile int _term;

    public TimeSpan Duration => duration;

    /// <summary>When it was renewed last, as a timestamp.</summary>
    public long RenewedAt => Volatile.Read(ref _renewedAt);

    /// <summary>What is left of it; zero or less once it has run out.</summary>
    public TimeSpan Left => duration - time.GetElapsedTime(RenewedAt);

    /// <summary>The number of the time for which it is held without a gap.</summary>
    public int Term => _term;

    /// <summary>Whether it is held without a gap since that term: if not, others may have what was claimed then.</summary>
    public bool Covers(int term) => Left > TimeSpan.Zero && term == Term;

    /// <summary>Takes note of a registration that the store has confirmed: it gives a new lease.</summary>
    public void Begin(long sentAt) => Hold(sentAt, isNew: true);

    /// <summary>Takes note of a renewal that the store has confirmed.</summary>
    public void Renew(long sentAt) => Hold(sentAt, isNew: false);

    private void Hold(long sentAt, bool isNew)
    {
        lock (_gate)
        {
            _term += isNew || Left <= TimeSpan.Zero ? 1 : 0;
            Volatile.Write(ref _renewedAt, sentAt);
        }
    }
}
