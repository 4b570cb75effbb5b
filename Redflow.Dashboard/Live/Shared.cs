namespace Redflow.Dashboard.Live;

/// <summary>What all viewers see alike is read for all of them together, however many they are.</summary>
/// <param name="age">How old it may be.</param>
/// <param name="time">The clock.</param>
/// <param name="read">Reads it anew.</param>
internal sealed class Shared<T>(TimeSpan age, TimeProvider time, Func<Task<T>> read)
{
    private readonly Lock _gate = new();
    private Task<T>? _latest;
    private long _readAt;

    /// <summary>Has it read anew, because somebody has just changed it.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _latest = null;
        }
    }

    public Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_latest is null || (_latest.IsCompleted && (!_latest.IsCompletedSuccessfully || time.GetElapsedTime(_readAt) >= age)))
            {
                (_readAt, _latest) = (time.GetTimestamp(), read());
            }

            return _latest.WaitAsync(cancellationToken);
        }
    }
}
