using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class GarnetStoreTests(GarnetServer server) : StoreConformance(server), IClassFixture<GarnetServer>;

public sealed class RedisStoreTests(RedisServer server) : StoreConformance(server), IClassFixture<RedisServer>;
