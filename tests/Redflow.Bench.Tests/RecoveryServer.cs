using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>The server for takeovers, which are little else than waiting: they run beside all others.</summary>
[CollectionDefinition(Name)]
public sealed class RecoveryServer : ICollectionFixture<GarnetServer>
{
    public const string Name = "takeovers";
}
