using Redflow.Testing;

namespace Redflow.Worker.Tests;

/// <summary>The tests that run workflows end to end share one server; each has a prefix of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedGarnet : ICollectionFixture<GarnetServer>
{
    public const string Name = "garnet";
}
