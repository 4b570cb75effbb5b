namespace Redflow.Runs;

/// <summary>What a step waits for.</summary>
public enum WaitKind
{
    /// <summary>A time.</summary>
    Sleep,

    /// <summary>The end of a child.</summary>
    Child,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A signal.</summary>
    Signal,
}
