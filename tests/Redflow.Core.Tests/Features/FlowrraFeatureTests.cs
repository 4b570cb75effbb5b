using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

/// <summary>What flowrra does, through the public API, a row of its features a group of tests.</summary>
/// <remarks>
/// The rows: the result backend interface · get_backend · the in-memory, Redis and custom backends · tasks · executors and queue size · the manager's
/// stats and health · Config.from_env · schedules. Not built yet are the server-sent events and the API of all that the manager has (issue 8) and
/// the pages (issue 9); their rows have no tests here.
/// </remarks>
public sealed partial class FlowrraFeatureTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
}
