using Redflow.Storage;

namespace Redflow.Client;

/// <summary>Emits runs whose queue may be full. A refused emit leaves nothing, and one that was stored is not stored again.</summary>
internal sealed class Room(IRedflowStore store, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Emits again while the queue is full.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reply">What the first emit came to.</param>
    /// <param name="wait">How long to go on.</param>
    /// <param name="started">When it began, as a timestamp of the clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<EmitReply> WaitAsync(NewRun run, EmitReply reply, TimeSpan? wait, long started, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (reply is EmitReply.QueueFull && wait - time.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            // Drawn from the upper half: those who were refused together don't come back together. The last try is at the end of the wait.
            var jittered = pause * (0.5 + Random.Shared.NextDouble() / 2);
            await Task.Delay(jittered < left ? jittered : left, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            reply = await store.EmitAsync(run, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }
}
