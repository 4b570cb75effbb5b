namespace Redflow.Execution;

/// <summary>
/// Runs a handler over what another run has stored, to find out what it had registered to be undone: it does nothing new, and is left where that
/// run had not come further.
/// </summary>
internal sealed class Replay
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns a task that never completes: that run had not come further.</summary>
    public Task<T> Stop<T>()
    {
        _stopped.TrySetResult();
        return Pass.Never<T>();
    }

    /// <summary>Runs the handler until it has ended in any way, or is left.</summary>
    public Task RunAsync(Func<Task> handler) => Task.WhenAny(EndAsync(handler), _stopped.Task);

    private static async Task EndAsync(Func<Task> handler)
    {
        // What the handler throws here it has thrown before.
        await handler().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
