using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>Garnet, with its append-only file.</summary>
internal sealed class GarnetChaosServer() : ChaosServer(new GarnetServer());
