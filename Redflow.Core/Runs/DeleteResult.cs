namespace Redflow.Runs;

/// <summary>What a request to delete a run came to.</summary>
public enum DeleteResult
{
    /// <summary>The run and all that pointed to it are gone.</summary>
    Deleted,

    /// <summary>There is no such run.</summary>
    NotFound,

    /// <summary>The run has not ended; nothing changed. Cancel it first.</summary>
    NotFinished,
}
