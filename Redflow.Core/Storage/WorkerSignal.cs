namespace Redflow.Storage;

/// <summary>What a worker is told between its own calls.</summary>
public abstract record WorkerSignal
{
    private WorkerSignal()
    {
    }

    /// <summary>A queue has a run ready.</summary>
    public sealed record Wake : WorkerSignal;

    /// <summary>A run that it holds is to be canceled.</summary>
    public sealed record Cancel(HeldRun Run) : WorkerSignal;

    /// <summary>A run that it held has taken too long and has ended.</summary>
    public sealed record TimedOut(HeldRun Run) : WorkerSignal;
}
