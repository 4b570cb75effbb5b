using Redflow.Payloads;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>A finished pass as arguments of <c>exchange_runs.lua</c>.</summary>
internal static class PassArguments
{
    /// <summary>How many arguments a pass takes that does not wait.</summary>
    public const int Length = 12;

    private const string SleepUntil = "U";
    private const string Kept = "K";

    public static void Add(List<RedisValue> arguments, FinishedPass pass)
    {
        var length = arguments.Count;
        var (word, payload, delay) = Describe(pass.Outcome);
        var waits = (pass.Outcome as PassOutcome.Suspended)?.Waits ?? [];
        arguments.Add(0);
        arguments.Add(pass.Id.ToString());
        arguments.Add(pass.Fence);
        arguments.Add(word);
        arguments.Add(payload);
        arguments.Add(Replies.Milliseconds(delay));
        arguments.Add(pass.Outcome is PassOutcome.Failed failed ? failed.Error.Signature : "");
        AddClaimed(arguments, pass.Claimed);
        arguments.Add(pass.TraceParent ?? "");
        arguments.Add(waits.Count);
        AddWaits(arguments, waits);
        arguments[length] = arguments.Count - length - 1;
    }

    /// <summary>Adds what a run is suspended for.</summary>
    public static void AddWaits(List<RedisValue> arguments, IReadOnlyList<StepWait> waits)
    {
        foreach (var wait in waits)
        {
            Add(arguments, wait);
        }
    }

    private static void AddClaimed(List<RedisValue> arguments, ClaimedRun? run)
    {
        arguments.Add(run?.Workflow ?? "");
        arguments.Add(run?.CreatedAt.ToUnixTimeMilliseconds() ?? (RedisValue)"");
        arguments.Add(run?.StartedAt.ToUnixTimeMilliseconds() ?? (RedisValue)"");
    }

    private static (string Word, RedisValue Payload, TimeSpan Delay) Describe(PassOutcome outcome) => outcome switch
    {
        PassOutcome.Succeeded succeeded => ("succeeded", succeeded.Output, default),
        PassOutcome.Failed failed => ("failed", PayloadJson.Write(failed.Error), default),
        PassOutcome.Retry retry => ("retry", PayloadJson.Write(retry.Error), retry.Delay),
        PassOutcome.Canceled => ("canceled", "", default),
        PassOutcome.Suspended => ("suspended", "", default),
        PassOutcome.Released released => ("released", "", released.Delay),
        PassOutcome.Declined declined => ("declined", "", declined.Delay),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static RedisValue TimeoutOf(StepWait wait) => wait switch
    {
        StepWait.SleepUntil { Until: var until } => Math.Max(1, Replies.Milliseconds(until - DateTimeOffset.UnixEpoch)),
        { Timeout: { } timeout } => Replies.Milliseconds(timeout),
        _ => "",
    };

    private static void Add(List<RedisValue> arguments, StepWait wait)
    {
        var kind = wait switch
        {
            StepWait.Sleep => StoredStep.Sleep,
            StepWait.SleepUntil => SleepUntil,
            StepWait.Kept => Kept,
            StepWait.ForChild => StoredStep.Child,
            StepWait.ForEvent => StoredStep.Event,
            StepWait.ForSignal => StoredStep.Signal,
            _ => throw new ArgumentOutOfRangeException(nameof(wait), wait, null),
        };
        arguments.AddRange([kind, wait.Step, wait.Position, TimeoutOf(wait)]);
        var length = arguments.Count;
        arguments.Add(0);
        if (wait is StepWait.ForChild child)
        {
            RunArguments.Add(arguments, child.Run);
        }
        else if (wait is StepWait.ForEvent forEvent)
        {
            arguments.AddRange([forEvent.Name, forEvent.CorrelationKey ?? "", Replies.Milliseconds(forEvent.LookBack)]);
        }
        else if (wait is StepWait.ForSignal signal)
        {
            arguments.Add(signal.Name);
        }

        arguments[length] = arguments.Count - length - 1;
    }
}
