using System.Text;
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
        channel.AwaitAsync(id.ToString(), ct => LookAsync(id, ct), Read, timeout, cancellationToken);

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private async Task<RunOutcome?> LookAsync(RunId id, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), channel.Name];
        var reply = (await partitions.Of(id).Caller.EvaluateAsync(Scripts.AwaitRun, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text() switch
        {
            "waiting" => null,
            "unknown" => throw new RunNotFoundException(id),
            var status => ToOutcome(status, reply[1].Bytes()!),
        };
    }

    /// <summary>Reads what a message says behind the id: status, line feed, value.</summary>
    private static RunOutcome Read(ReadOnlySpan<byte> told)
    {
        var end = told.IndexOf((byte)'\n');
        return ToOutcome(Encoding.UTF8.GetString(told[..end]), told[(end + 1)..].ToArray());
    }

    private static RunOutcome ToOutcome(string status, byte[] value) => status switch
    {
        "succeeded" => new RunOutcome.Succeeded(new Payload(value)),
        "failed" => new RunOutcome.Failed(RunReader.ToError(value)),
        "canceled" => new RunOutcome.Canceled(Replies.NullIfEmpty(Encoding.UTF8.GetString(value))),
        _ => throw Replies.Unexpected(Scripts.AwaitRun, status),
    };
}
