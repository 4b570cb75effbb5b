namespace Redflow.Dashboard.Runs;

/// <summary>What a bar stands for; the style sheet draws each in its own way.</summary>
internal enum BarKind
{
    /// <summary>It was to start, and had not: hatched.</summary>
    Queued,

    /// <summary>An attempt under way, or one that succeeded.</summary>
    Attempt,

    /// <summary>A step that ran and succeeded: solid.</summary>
    Succeeded,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It was canceled.</summary>
    Canceled,

    /// <summary>It slept, or waited for a child, an event or a signal: dashed.</summary>
    Waiting,
}
