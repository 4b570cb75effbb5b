namespace Redflow.Storage;

/// <summary>How much a finding about the store matters.</summary>
public enum FindingSeverity
{
    /// <summary>Something could not be looked at.</summary>
    Info,

    /// <summary>Runs may be lost under circumstances that this set-up may accept.</summary>
    Warning,

    /// <summary>Runs can vanish in normal work: the health check fails.</summary>
    Error,

    /// <summary>The engine's promises can't hold: workers and schedulers do not start.</summary>
    Refusal,
}
