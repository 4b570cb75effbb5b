using Redflow.Hosting;
using Redflow.Storage;

namespace Redflow.Client;

/// <summary>Emits runs whose queue may be full. A refused emit leaves nothing, and one that was stored is not stored again.</summary>
internal sealed class Room(IRedflowStore store, TimeProvider time)
{
    /// <summary>Emits again while the queue is full.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reply">What the first emit came to.</param>
    /// <param name="wait">How long to go on.</param>
    /// <param name="started">When it began, as a timestamp of the clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<EmitReply> WaitAsync(NewRun run, EmitReply reply, TimeSpan? wait, long started, CancellationToken cancellationToken) =>
        reply is EmitReply.QueueFull ? new(EmitAgainAsync(run, reply, wait, started, cancellationToken)) : new(reply);

    private async Task<EmitReply> EmitAgainAsync(NewRun run, EmitReply reply, TimeSpan? wait, long started, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(time);
        while (reply is EmitReply.QueueFull && wait - time.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            // The last try is at the end of the wait.
            var pause = backoff.Next();
            await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
            reply = await store.EmitAsync(run, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }
}
