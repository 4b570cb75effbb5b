using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

/// <summary>What flowrra does, through the public API, a row of its features a group of tests.</summary>
/// <remarks>
/// The rows: the result backend interface · get_backend · the in-memory, Redis and custom backends · tasks · executors and queue size ·
/// Config.from_env. Schedules and the management pages have tests of their own.
/// </remarks>
public sealed partial class FlowrraFeatureTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
}
