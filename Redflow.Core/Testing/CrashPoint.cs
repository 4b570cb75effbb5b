namespace Redflow.Testing;

/// <summary>When a test kills its worker: the how manieth time that it stores something of the handler, and whether that is still stored.</summary>
internal sealed record CrashPoint(int Number, bool IsStored)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _what;

    /// <summary>Completes when the worker is to be dead.</summary>
    public Task Reached => _reached.Task;

    public void Reach(string what)
    {
        _what = what;
        _reached.TrySetResult();
    }

    public string Describe() => $"right {(IsStored ? "behind" : "before")} {_what}";
}
