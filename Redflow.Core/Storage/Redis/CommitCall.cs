using System.Globalization;
using Redflow.Steps;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>commit_steps.lua</c>.</summary>
internal sealed class CommitCall(RedisCaller caller)
{
    public async Task<IReadOnlyList<CommitReply>> SendAsync(IReadOnlyList<StepCommit> commits)
    {
        var arguments = new List<RedisValue>(commits.Count * 7);
        foreach (var commit in commits)
        {
            Add(arguments, commit);
        }

        var reply = (await caller.EvaluateAsync(Scripts.CommitSteps, arguments).ConfigureAwait(false)).Items();
        return [.. reply.Chunk(2).Select(pair => Read(pair[0].Text(), pair[1].Number()))];
    }

    private static void Add(List<RedisValue> arguments, StepCommit commit)
    {
        arguments.AddRange(
        [
            commit.Id.ToString(),
            commit.Fence,
            commit.Step,
            commit.Status == StepStatus.Succeeded ? StoredStep.Succeeded : StoredStep.Failed,
            string.Create(CultureInfo.InvariantCulture, $"{(long)commit.Duration.TotalMilliseconds},{commit.Attempt},{commit.Position},"),
            commit.Payload,
            commit.Effects.Count,
        ]);
        foreach (var effect in commit.Effects)
        {
            if (effect is StepEffect.EmitRun emit)
            {
                arguments.Add("run");
                RunArguments.Add(arguments, emit.Run);
            }
            else if (effect is StepEffect.EmitEvent { Event: var emitted })
            {
                arguments.AddRange(["event", emitted.Id.ToString(), emitted.Name, emitted.CorrelationKey ?? "", emitted.Payload, EventCalls.JoinKeys(emitted.LimitKeys)]);
            }
        }
    }

    private static CommitReply Read(string word, long storedAt) => word switch
    {
        "committed" => new(Replies.Time(storedAt)),
        "stale" => CommitReply.Stale,
        _ => throw Replies.Unexpected(Scripts.CommitSteps, word),
    };
}
