namespace Redflow.Testing;

/// <summary>A redis-server whose stores have four partitions.</summary>
public sealed class PartitionedRedisServer : RedisServer
{
    protected override int Partitions => 4;
}
