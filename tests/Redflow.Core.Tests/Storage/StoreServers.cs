using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class GarnetStoreTests(GarnetServer server) : StoreConformance(server), IClassFixture<GarnetServer>;

public sealed class ClusterStoreTests(RedisCluster cluster) : StoreConformance(cluster), IClassFixture<RedisCluster>
{
    protected override int MostWoken => 8;
}

public sealed class PartitionedRedisStoreTests(PartitionedRedisServer server) : StoreConformance(server), IClassFixture<PartitionedRedisServer>;

public sealed class RedisStoreTests(RedisServer server) : StoreConformance(server), IClassFixture<RedisServer>;
