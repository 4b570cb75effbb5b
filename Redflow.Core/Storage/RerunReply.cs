namespace Redflow.Storage;

/// <summary>What a rerun came to.</summary>
public enum RerunReply
{
    /// <summary>The new run exists.</summary>
    Emitted,

    /// <summary>There is no such source; nothing was created.</summary>
    NotFound,

    /// <summary>The source has stored no such step; nothing was created.</summary>
    StepNotFound,
}
