using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// The names of one partition. All its keys begin with the guard key, whose braces put them into one hash slot; scripts derive theirs
/// from it. The shapes are listed in docs/reference/redis-keys.md.
/// </summary>
internal sealed class RedisKeys(string prefix, int partition)
{
    /// <summary>Declared as KEYS[1] by every script: on Garnet, locking it is what makes the scripts of a partition atomic.</summary>
    public string Guard { get; } = $"{{{prefix}:{partition}}}";

    /// <summary>The record of a whole namespace, whichever its partitions.</summary>
    public static RedisKey Namespace(string prefix) => $"{{{prefix}}}:namespace";

    /// <summary>Where the doctor's probe leaves its mark for a moment.</summary>
    public static RedisKey Probe(string prefix) => $"{{{prefix}}}:probe";

    /// <summary>Where a client of a namespace is told of the ends of runs, whichever their partitions.</summary>
    public static RedisChannel ReplyChannel(string prefix, string client) => Channel($"{{{prefix}}}:reply:{client}");

    public RedisKey Run(string id) => $"{Guard}:r:{id}";

    public RedisKey Log(string id) => $"{Guard}:lg:{id}";

    public RedisKey Workflow(string name) => $"{Guard}:w:{name}";

    public RedisKey Slots(string workflow) => $"{Guard}:sl:{workflow}";

    public RedisKey Workflows => $"{Guard}:workflows";

    public RedisKey Queues => $"{Guard}:queues";

    public RedisKey Workers => $"{Guard}:workers";

    public RedisKey Paused => $"{Guard}:paused";

    public RedisKey Indexes => $"{Guard}:indexes";

    public RedisKey Minute(long minute) => $"{Guard}:m:{minute}";

    public RedisKey Event(string id) => $"{Guard}:e:{id}";

    public RedisKey EventRuns(string what, string id) => $"{Guard}:{what}:{id}";

    public RedisKey Schedule(string id) => $"{Guard}:schedule:{id}";

    public RedisKey History(string schedule) => $"{Guard}:history:{schedule}";

    public RedisKey SessionKeys => $"{Guard}:sessionkeys";

    public RedisKey ManualClock => $"{Guard}:clock";

    public RedisChannel WorkerChannel(string worker) => Channel($"{Guard}:worker:{worker}");

    public RedisChannel SchedulerChannel => Channel($"{Guard}:scheduler");


    internal static RedisChannel Channel(string name) => new(name, RedisChannel.PatternMode.Literal);
}
