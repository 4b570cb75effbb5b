using StackExchange.Redis;

namespace Redflow.Storage.Redis.Results;

/// <summary>The names of a namespace's results: all in one hash slot of their own, whichever partitions its runs have.</summary>
internal sealed class ResultKeys(string prefix)
{
    /// <inheritdoc cref="RedisKeys.Guard"/>
    public string Guard { get; } = $"{{{prefix}:results}}";

    public RedisKey Result(string id) => $"{Guard}:r:{id}";

    public RedisChannel ReplyChannel(string client) => RedisKeys.Channel($"{Guard}:reply:{client}");
}
