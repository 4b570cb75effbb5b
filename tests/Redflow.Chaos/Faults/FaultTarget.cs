namespace Redflow.Chaos.Faults;

/// <summary>What a fault goes against.</summary>
internal enum FaultTarget
{
    /// <summary>One process, or the network between it and the server.</summary>
    Process,

    /// <summary>The server.</summary>
    Server,
}
