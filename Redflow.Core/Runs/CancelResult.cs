namespace Redflow.Runs;

/// <summary>What a request to cancel a run came to.</summary>
public enum CancelResult
{
    /// <summary>The run was not running and is canceled now.</summary>
    Canceled,

    /// <summary>The run is running; its handler's token is being canceled.</summary>
    Requested,

    /// <summary>The run had already ended; nothing changed.</summary>
    AlreadyFinished,
}
