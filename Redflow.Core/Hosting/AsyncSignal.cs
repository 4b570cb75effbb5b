namespace Redflow.Hosting;

/// <summary>An auto-reset event to await: setting it twice before a wait releases one wait.</summary>
internal sealed class AsyncSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _signal = New();

    /// <summary>Releases the waiter, or the next one.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _signal.TrySetResult();
        }
    }

    /// <summary>Waits until the signal is set and resets it.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>False when the time was over first, or the token was canceled.</returns>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Task signal;
        lock (_gate)
        {
            signal = _signal.Task;
        }

        await signal.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (!_signal.Task.IsCompleted)
            {
                return false;
            }

            _signal = New();
            return true;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
