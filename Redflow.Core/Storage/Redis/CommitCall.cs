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
        var replies = new CommitReply[commits.Count];
        Array.Fill(replies, new(Replies.Time(reply[0].Number())));
        for (var i = 1; i < reply.Length; i += 3)
        {
            replies[reply[i].Number() - 1] = Read(reply[i + 1].Text(), reply[i + 2].Number());
        }

        return replies;
    }

    private static void Add(List<RedisValue> arguments, StepCommit commit)
    {
        arguments.Add(commit.Id.ToString());
        arguments.Add(commit.Fence);
        arguments.Add(commit.Step);
        arguments.Add(commit.Status == StepStatus.Succeeded ? StoredStep.Succeeded : StoredStep.Failed);
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"{(long)commit.Duration.TotalMilliseconds},{commit.Attempt},{commit.Position},"));
        arguments.Add(commit.Payload);
        arguments.Add(commit.Effects.Count);
        foreach (var effect in commit.Effects)
        {
            if (effect is StepEffect.EmitRun emit)
            {
                arguments.Add("run");
                RunArguments.Add(arguments, emit.Run);
            }
            else if (effect is StepEffect.EmitEvent { Event: var emitted })
            {
                arguments.AddRange(["event", emitted.Id.ToString(), emitted.Name, emitted.CorrelationKey ?? "", emitted.Payload, EventCalls.JoinKeys(emitted.LimitKeys), emitted.TraceParent ?? ""]);
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
