using System.Text;
using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Waits for the ends of runs, by <c>await_run.lua</c> and the <see cref="ReplyChannel"/> of this store.</summary>
/// <param name="partitions">Where the runs are.</param>
/// <param name="client">What runs know this store by.</param>
/// <param name="channel">Its channel.</param>
internal sealed class RunWaiters(RedisPartitions partitions, string client, ReplyChannel channel) : IAsyncDisposable
{
    /// <summary>How many runs are waited for.</summary>
    public int Count => channel.Count;

    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var wait = new RunWait(id, partitions, client);
        return channel.AwaitAsync(id.ToString(), wait.LookAsync, wait.Read, timeout, cancellationToken);
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    private static RunOutcome ToOutcome(string status, byte[] value) => status switch
    {
        "succeeded" => new RunOutcome.Succeeded(new Payload(value)),
        "failed" => new RunOutcome.Failed(RunReader.ToError(value)),
        "canceled" => new RunOutcome.Canceled(Replies.NullIfEmpty(Encoding.UTF8.GetString(value))),
        _ => throw Replies.Unexpected(Scripts.AwaitRun, status),
    };

    /// <summary>One wait for a run.</summary>
    /// <remarks>
    /// The race: the message of an end may arrive when the run was retried in place since, and is waited for again. So the message and the
    /// answer that the run goes on both tell its life, and of a message of another life it is only known that it is time to look.
    /// </remarks>
    private sealed class RunWait(RunId id, RedisPartitions partitions, string client)
    {
        private string _life = "";

        public async Task<RunOutcome?> LookAsync(CancellationToken cancellationToken)
        {
            RedisValue[] arguments = [id.ToString(), client];
            var reply = (await partitions.Of(id).Caller.EvaluateAsync(Scripts.AwaitRun, arguments, cancellationToken).ConfigureAwait(false)).Items();
            switch (reply[0].Text())
            {
                case "waiting":
                    _life = reply[1].Text();
                    return null;
                case "unknown":
                    throw new RunNotFoundException(id);
                case var status:
                    return ToOutcome(status, reply[1].Bytes()!);
            }
        }

        /// <summary>Reads what a message says behind the id: life, status and value, with line feeds between. Null for another life.</summary>
        public RunOutcome? Read(ReadOnlySpan<byte> told)
        {
            var life = Take(ref told);
            return life == _life ? ToOutcome(Take(ref told), told.ToArray()) : null;
        }

        private static string Take(ref ReadOnlySpan<byte> told)
        {
            var end = told.IndexOf((byte)'\n');
            var taken = Encoding.UTF8.GetString(told[..end]);
            told = told[(end + 1)..];
            return taken;
        }
    }
}
