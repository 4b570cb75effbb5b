namespace Redflow.Testing;

/// <summary>When a test kills its worker: at which commit of a step, and whether that is still stored.</summary>
internal sealed record CrashPoint(int Commit, bool IsStored)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _step;

    /// <summary>Completes when the worker is to be dead.</summary>
    public Task Reached => _reached.Task;

    public void Reach(string step)
    {
        _step = step;
        _reached.TrySetResult();
    }

    public string Describe() => $"right {(IsStored ? "behind" : "before")} the commit of step '{_step ?? $"{Commit}"}'";
}
