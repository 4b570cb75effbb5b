using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Keeps the keys that the API's sessions are encrypted with.</summary>
internal sealed class SessionKeyCalls(RedisCaller caller, RedisKeys keys)
{
    public async Task<bool> AddAsync(string key, int known, CancellationToken cancellationToken) =>
        (await caller.EvaluateAsync(Scripts.AddSessionKey, (RedisValue[])[key, known], cancellationToken).ConfigureAwait(false)).Text() switch
        {
            "added" => true,
            "changed" => false,
            var word => throw Replies.Unexpected(Scripts.AddSessionKey, word),
        };

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await caller.CallAsync("read session keys", database => database.ListRangeAsync(keys.SessionKeys), cancellationToken).ConfigureAwait(false))
            .Select(key => key.ToString()),
    ];
}
