using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Execution;

/// <summary>
/// Runs a handler over what another run has stored, to find out what it had registered to be undone: it does nothing new, and is left where that
/// run had not come further.
/// </summary>
internal sealed class Replay(Pass pass, IRedflowStore store)
{
    /// <summary>Returns a task that never completes: that run had not come further.</summary>
    public Task<T> Stop<T>()
    {
        pass.Activities.Stop();
        return Pass.Never<T>();
    }

    /// <summary>Runs the handler until it has ended in the way in which that run did, or is left.</summary>
    /// <exception cref="CompensationIncompleteException">It has ended before it came to all that the run had done.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled: what the handler would have come to is not known.</exception>
    public async Task RunAsync(Func<Task> handler)
    {
        var end = EndAsync(handler);
        await Task.WhenAny(end, pass.Activities.Stopped);
        pass.CancellationToken.ThrowIfCancellationRequested();
        if (end.IsCompleted && pass.Unseen is { } step)
        {
            var exception = await end;
            var run = await pass.PersistAsync(() => store.FindRunAsync(pass.Claimed.CompensationOf!.Value, pass.CancellationToken));
            if (exception is null || !IsErrorOf(run, exception))
            {
                throw new CompensationIncompleteException(step, exception);
            }
        }
    }

    /// <summary>Whether the run had failed with this error: then it had not come further either, and what it has done besides was on another way.</summary>
    private bool IsErrorOf(Run? run, Exception exception) => run?.Error is { } error
        && (pass.StepOf(exception) is { } step ? step == error.Step : RunError.From(exception).Type == error.Type);

    /// <returns>What the handler has thrown; null when it has returned.</returns>
    private static async Task<Exception?> EndAsync(Func<Task> handler)
    {
        try
        {
            await handler();
            return null;
        }
        catch (Exception exception)
        {
            // The boundary to the user's code: what it means is decided by what the handler has come to.
            return exception;
        }
    }
}
