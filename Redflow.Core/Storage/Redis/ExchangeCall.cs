using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>exchange_runs.lua</c>, and <c>begin_waits.lua</c> for passes with more waits than a call takes.</summary>
internal sealed class ExchangeCall(RedisCaller caller)
{
    /// <summary>How much is told of a run that was never claimed and has nothing more than every run has.</summary>
    private const int PlainLength = 6;

    private const int HeadLength = 3;

    public async Task<ExchangeReply> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(HeadLength + exchange.Queues.Count + exchange.Finished.Count * PassArguments.Length)
        {
            exchange.Worker, exchange.Room, exchange.Queues.Count,
        };
        foreach (var queue in exchange.Queues)
        {
            arguments.Add(queue);
        }

        foreach (var pass in exchange.Finished)
        {
            PassArguments.Add(arguments, pass.Outcome is PassOutcome.Suspended suspended ? await BeginAsync(pass, suspended, cancellationToken).ConfigureAwait(false) : pass);
        }

        var reply = (await caller.EvaluateOnceAsync(Scripts.ExchangeRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var now = reply[0].Number();
        return new(
            reply[1].Text() != "unregistered",
            Array.ConvertAll(reply[2].Items(), static word => word.Text() == "done"),
            Array.ConvertAll(reply[3].Items(), run => ReadRun(run.Items(), now)))
        {
            IsCut = reply[1].Text() == "cut",
            HasEffects = reply[4].Number() > 0,
        };
    }

    /// <summary>Stores the waits of a pass, where they are more than a call takes, by as many calls as that needs. What one that is cut off has stored stands.</summary>
    /// <returns>The pass that is left to hand in.</returns>
    private async Task<FinishedPass> BeginAsync(FinishedPass pass, PassOutcome.Suspended suspended, CancellationToken cancellationToken)
    {
        var chunks = WaitChunks.Split(suspended.Waits);
        if (chunks.Count == 1)
        {
            return pass;
        }

        foreach (var chunk in chunks)
        {
            var arguments = new List<RedisValue> { pass.Id.ToString(), pass.Fence, chunk.Count };
            PassArguments.AddWaits(arguments, chunk);
            await caller.EvaluateOnceAsync(Scripts.BeginWaits, arguments, cancellationToken).ConfigureAwait(false);
        }

        return pass with { Outcome = new PassOutcome.Suspended([.. suspended.Waits.Select(wait => new StepWait.Kept(wait.Step, wait.Position))]) };
    }

    private static ClaimedRun ReadRun(RedisResult[] run, long now)
    {
        var claimedAt = Replies.Time(now);
        var claimed = new ClaimedRun
        {
            Id = RunId.Parse(run[0].Text(), null),
            Fence = now,
            Workflow = run[1].Text(),
            Queue = run[2].Text(),
            CreatedAt = Replies.Time(run[3].Number()),
            Input = run[4].Bytes() ?? [],
            TraceParent = Replies.NullIfEmpty(run[5].Text()),
            ReadySince = Replies.Time(run[3].Number()),
            Attempt = 1,
            ClaimedAt = claimedAt,
            StartedAt = claimedAt,
        };
        return run.Length == PlainLength ? claimed : ReadMore(claimed, run, now);
    }

    private static ClaimedRun ReadMore(ClaimedRun claimed, RedisResult[] run, long now)
    {
        var steps = run[10].Fields().ToDictionary(field => field.Key, field => StoredStep.Read(field.Value));
        return claimed with
        {
            Fence = run[6].Number(),
            Attempt = (int)run[7].Number(),
            Crashes = (int)run[8].Number(),
            EarlierAttempts = (int)run[9].Number(),
            Steps = steps.Where(step => step.Value.Is(StoredStep.Succeeded)).ToDictionary(step => step.Key, step => step.Value.Payload),
            FailedSteps = steps.Where(step => step.Value.Is(StoredStep.Broken)).ToDictionary(step => step.Key, step => step.Value.Error),
            FailedAttempts = steps.Where(step => step.Value.Is(StoredStep.Failed)).ToDictionary(step => step.Key, step => step.Value.Error),
            StepTimes = steps.Where(step => step.Value.Time > 0).ToDictionary(step => step.Key, step => Replies.Time(step.Value.Time)),
            StartedAt = Replies.Time(run[11].Number()),
            IsCompensable = run[12].Text().Length > 0,
            CompensationOf = Replies.NullIfEmpty(run[13].Text()) is { } compensated ? RunId.Parse(compensated, null) : null,
            Waits = steps.Where(step => step.Value.IsWait).ToDictionary(step => step.Key, step => step.Value.Left(now)),
            ReadySince = Replies.TimeOrNull(Replies.NullIfEmpty(run[14].Text())),
            PreviousPass = Replies.NullIfEmpty(run[15].Text()),
            WokenBy = Replies.NullIfEmpty(run[16].Text()),
        };
    }
}
