using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>Scenarios have a server for themselves, one after the other: this one for those that measure rates.</summary>
[CollectionDefinition(Name)]
public sealed class RateServer : ICollectionFixture<GarnetServer>
{
    public const string Name = "rates";
}
