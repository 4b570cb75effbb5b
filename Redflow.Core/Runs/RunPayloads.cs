namespace Redflow.Runs;

/// <summary>Payloads of a run that the rows of a list may have.</summary>
[Flags]
public enum RunPayloads
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The input it was emitted with.</summary>
    Input = 1,

    /// <summary>What the handler returned.</summary>
    Output = 2,

    /// <summary>The error of the latest failed attempt.</summary>
    Error = 4,

    /// <summary>What the handler has set as the run's status.</summary>
    CustomStatus = 8,

    /// <summary>How far it has come.</summary>
    Progress = 16,

    /// <summary>All of them.</summary>
    All = Input | Output | Error | CustomStatus | Progress,
}
