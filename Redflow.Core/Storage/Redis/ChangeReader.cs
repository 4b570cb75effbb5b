using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>read_changes.lua</c>.</summary>
internal sealed class ChangeReader(RedisCaller caller)
{
    private const int MaxChanges = 2_000;

    /// <summary>For how long changes are told on when nobody asks any more.</summary>
    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(10);

    /// <summary>For how long they are kept then.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    /// <param name="place">The place behind which to begin; null for the end.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<(long Place, RunChangePage Page)> ReadAsync(long? place, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [place ?? RedisValue.EmptyString, MaxChanges, Replies.Milliseconds(ToldFor), Replies.Milliseconds(KeptFor)];
        var reply = (await caller.EvaluateAsync(Scripts.ReadChanges, arguments, cancellationToken).ConfigureAwait(false)).Items();
        RunChange[] changes = [.. reply[3].Items().Select(change => Read(change.Text()))];
        return (reply[0].Number(), new(changes, "", IsGap: reply[1].Number() == 1, HasMore: reply[2].Number() > 0));
    }

    private static RunChange Read(string change)
    {
        var parts = change.Split(' ', 3);
        return new(RunId.Parse(parts[0], null), parts[2], RunStatuses.Parse(parts[1]));
    }
}
