using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>The server for scenarios that wait more than they work: they run beside those of <see cref="RateServer"/>.</summary>
[CollectionDefinition(Name)]
public sealed class LatencyServer : ICollectionFixture<GarnetServer>
{
    public const string Name = "latencies";
}
