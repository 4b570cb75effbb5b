namespace Redflow.Storage.Memory;

/// <summary>What is to be done later; of one moment in this order.</summary>
internal enum TimerKind
{
    /// <summary>A run has not started in time, or takes too long.</summary>
    Deadline,

    /// <summary>A run is due: delayed, retried or waiting.</summary>
    Due,

    /// <summary>A workflow's rate allows another run, or more of its runs can be admitted than one look does.</summary>
    Pump,
}
