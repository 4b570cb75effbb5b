namespace Redflow.Storage.Memory;

/// <summary>Makes operations atomic: one at a time, under the store's lock, each at one moment of the clock.</summary>
internal sealed class Turns(MemoryState state, TimeProvider time)
{
    private readonly Lock _gate = new();

    public T Take<T>(Func<Turn, T> operation)
    {
        Turn turn;
        T reply;
        lock (_gate)
        {
            turn = new(WholeMilliseconds.Down(time.GetUtcNow()));
            state.Expire(turn.Now);
            reply = operation(turn);
            state.Pump.RunAll(turn);
            state.Queues.WakeAll(turn);
        }

        turn.Deliver();
        return reply;
    }

    public Task<T> TakeAsync<T>(Func<Turn, T> operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(Take(operation));
        }
        catch (Exception exception)
        {
            // The boundary of the store: a call that is asynchronous fails by its task, as over Redis.
            return Task.FromException<T>(exception);
        }
    }

    public Task TakeAsync(Action<Turn> operation, CancellationToken cancellationToken) => TakeAsync(
        turn =>
        {
            operation(turn);
            return true;
        },
        cancellationToken);
}
