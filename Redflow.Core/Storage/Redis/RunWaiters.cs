using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Waits for the ends of runs, by <c>await_run.lua</c> and the <see cref="ReplyChannel"/> of this store.</summary>
internal sealed class RunWaiters(RedisPartitions partitions, ReplyChannel channel) : IAsyncDisposable
{
    /// <summary>How many runs are waited for.</summary>
    public int Count => channel.Count;

    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken) =>
        channel.AwaitAsync(id.ToString(), ct => LookAsync(id, ct), timeout, cancellationToken);

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private async Task<RunOutcome?> LookAsync(RunId id, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), channel.Name, Replies.Milliseconds(channel.Registration)];
        var reply = (await partitions.Of(id).Caller.EvaluateAsync(Scripts.AwaitRun, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text() switch
        {
            "waiting" => null,
            "succeeded" => new RunOutcome.Succeeded(new Payload(reply[1].Bytes())),
            "failed" => new RunOutcome.Failed(RunReader.ToError(reply[1].Bytes()!)),
            "canceled" => new RunOutcome.Canceled(Replies.NullIfEmpty(reply[1].TextOrNull())),
            _ => throw new RunNotFoundException(id),
        };
    }
}
