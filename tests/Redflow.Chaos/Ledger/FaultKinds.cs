namespace Redflow.Chaos.Ledger;

/// <summary>The faults that the checks have to know. The target of those of the server is a dash.</summary>
internal static class FaultKinds
{
    /// <summary>A process was killed: it did nothing later than this line.</summary>
    public const string Kill = "kill";

    /// <summary>A process was stopped, until it is healed.</summary>
    public const string Stop = "stop";

    /// <summary>The server, or a node of it, was killed; its detail says how it syncs its file.</summary>
    public const string ServerKill = "redis-kill";

    /// <summary>The detail of a kill of a server that has every write on the disk before it answers: it may lose nothing.</summary>
    public const string Always = "always";
}
