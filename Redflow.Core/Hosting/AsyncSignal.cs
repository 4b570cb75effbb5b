namespace Redflow.Hosting;

/// <summary>An auto-reset event to await: setting it twice before a wait releases one wait.</summary>
internal sealed class AsyncSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private bool _isSet;

    /// <summary>Releases the waiter, or the next one.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            _waiting?.TrySetResult();
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
            if (_isSet)
            {
                return TakeSignal();
            }

            _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            signal = _waiting.Task;
        }

        await signal.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            return _isSet && TakeSignal();
        }
    }

    private bool TakeSignal()
    {
        (_isSet, _waiting) = (false, null);
        return true;
    }
}
