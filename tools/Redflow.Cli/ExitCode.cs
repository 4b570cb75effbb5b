namespace Redflow.Cli;

/// <summary>What the tool ends with; <c>docs/reference/cli.md</c> lists them. Their numbers never change.</summary>
internal enum ExitCode
{
    /// <summary>It was done.</summary>
    Success = 0,

    /// <summary>It was not: the run failed or was canceled, what the doctor found is not healthy, or the API failed.</summary>
    Failed = 1,

    /// <summary>The command line makes no sense, or the API does not take what it says.</summary>
    BadUsage = 2,

    /// <summary>There is no such thing.</summary>
    NotFound = 3,

    /// <summary>The key is missing, not valid, or of a role that may not do it.</summary>
    NotAllowed = 4,

    /// <summary>The API does not answer, or its Redis does not.</summary>
    Unavailable = 5,

    /// <summary>The state of what is there does not allow it.</summary>
    Conflict = 6,

    /// <summary>It had not ended when the time to wait was over.</summary>
    TimedOut = 7,

    /// <summary>A queue is full, or a limit of the API is reached: later it may do.</summary>
    Busy = 8,

    /// <summary>Ctrl-C, or a signal to end.</summary>
    Interrupted = 130,
}
