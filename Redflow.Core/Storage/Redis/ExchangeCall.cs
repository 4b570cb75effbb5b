using System.Globalization;
using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>exchange_runs.lua</c>.</summary>
internal sealed class ExchangeCall(RedisCaller caller)
{
    public async Task<ExchangeReply> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue> { exchange.Worker, exchange.Room, exchange.Queues.Count };
        arguments.AddRange(exchange.Queues.Select(queue => (RedisValue)queue));
        foreach (var pass in exchange.Finished)
        {
            Add(arguments, pass);
        }

        var reply = (await caller.EvaluateOnceAsync(Scripts.ExchangeRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var now = reply[0].Number();
        return new(
            reply[1].Text() == "claimed",
            [.. reply[2].Items().Select(word => word.Text() == "done")],
            [.. reply[3].Items().Select(run => ReadRun(run.Items(), now))]);
    }

    private static void Add(List<RedisValue> arguments, FinishedPass pass)
    {
        var (word, payload, delay) = Describe(pass.Outcome);
        var waits = (pass.Outcome as PassOutcome.Suspended)?.Waits ?? [];
        arguments.AddRange([pass.Id.ToString(), pass.Fence, word, payload, Replies.Milliseconds(delay), waits.Count]);
        foreach (var wait in waits)
        {
            arguments.AddRange([wait.Step, wait.Position, Replies.Milliseconds(wait.Delay)]);
        }
    }

    private static (string Word, RedisValue Payload, TimeSpan Delay) Describe(PassOutcome outcome) => outcome switch
    {
        PassOutcome.Succeeded succeeded => ("succeeded", succeeded.Output, default),
        PassOutcome.Failed failed => ("failed", PayloadJson.Write(failed.Error), default),
        PassOutcome.Retry retry => ("retry", PayloadJson.Write(retry.Error), retry.Delay),
        PassOutcome.Canceled => ("canceled", "", default),
        PassOutcome.Suspended => ("suspended", "", default),
        PassOutcome.Released released => ("released", "", released.Delay),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static ClaimedRun ReadRun(RedisResult[] run, long now)
    {
        var steps = ReadSteps(run[9].Items());
        return new()
        {
            Id = RunId.Parse(run[0].Text(), null),
            Fence = run[1].Number(),
            Workflow = run[2].Text(),
            Queue = run[3].Text(),
            Attempt = int.Parse(run[4].Text(), CultureInfo.InvariantCulture),
            Crashes = int.Parse(run[5].Text(), CultureInfo.InvariantCulture),
            CreatedAt = Replies.Time(long.Parse(run[6].Text(), CultureInfo.InvariantCulture)),
            Input = run[7].Bytes() ?? [],
            TraceParent = Replies.NullIfEmpty(run[8].TextOrNull()),
            Steps = steps.Where(step => step.Value.Is(StoredStep.Succeeded)).ToDictionary(step => step.Key, step => step.Value.Payload),
            Waits = steps.Where(step => step.Value.Is(StoredStep.Waiting))
                .ToDictionary(step => step.Key, step => TimeSpan.FromMilliseconds(step.Value.Time - now)),
        };
    }

    private static Dictionary<string, StoredStep> ReadSteps(RedisResult[] fields) =>
        fields.Chunk(2).ToDictionary(pair => pair[0].Text(), pair => StoredStep.Read(pair[1].Bytes()!));
}
