using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>The way to the server of one key. It is told how calls end, and has a connection replaced on which none is answered any more.</summary>
/// <param name="link">The connection.</param>
/// <param name="key">The key.</param>
/// <param name="time">The clock of the patience.</param>
internal sealed class RedisRoute(RedisLink link, RedisKey key, TimeProvider time)
{
    /// <summary>For how long the library is left to restore a connection: it takes a few seconds when the server is there.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>When a call first was not answered, since one was; 0 while they are.</summary>
    private long _silentSince;

    public RedisKey Key => key;

    public IDatabase Database => link.Database;

    public void Answered()
    {
        if (Volatile.Read(ref _silentSince) != 0)
        {
            Volatile.Write(ref _silentSince, 0);
        }
    }

    /// <param name="database">Where the call was sent, or would have been.</param>
    public void NotAnswered(IDatabase database)
    {
        var now = time.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _silentSince, now, 0);
        if (since != 0 && time.GetElapsedTime(since, now) >= Patience && Interlocked.CompareExchange(ref _silentSince, now, since) == since)
        {
            _ = link.ReplaceAsync(database, key);
        }
    }
}
