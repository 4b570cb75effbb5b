using Redflow.Testing;

namespace Redflow.Core.Tests.Storage;

/// <summary>What every store has to do. A subclass a server.</summary>
public abstract partial class StoreConformance(IStoreServer server) : StoreTest(server)
{
    /// <summary>How many idle workers one run may wake: in a cluster a script can't tell whether a worker heard it.</summary>
    protected virtual int MostWoken => 1;
}
