using System.Globalization;
using Redflow.Steps;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>commit_steps.lua</c>.</summary>
internal sealed class CommitCall(RedisCaller caller)
{
    public async Task<IReadOnlyList<CommitReply>> SendAsync(IReadOnlyList<StepCommit> commits)
    {
        var arguments = new List<RedisValue>(commits.Count * 6);
        foreach (var commit in commits)
        {
            arguments.AddRange(
            [
                commit.Id.ToString(),
                commit.Fence,
                commit.Step,
                commit.Status == StepStatus.Succeeded ? StoredStep.Succeeded : StoredStep.Failed,
                string.Create(
                    CultureInfo.InvariantCulture, $"{(long)commit.Duration.TotalMilliseconds},{commit.Attempt},{commit.Position},"),
                commit.Payload,
            ]);
        }

        var reply = (await caller.EvaluateAsync(Scripts.CommitSteps, arguments).ConfigureAwait(false)).Items();
        return [.. reply.Select(word => Read(word.Text()))];
    }

    private static CommitReply Read(string word) => word switch
    {
        "committed" => CommitReply.Committed,
        "stale" => CommitReply.Stale,
        _ => throw new InvalidOperationException($"{Scripts.CommitSteps} returned '{word}'."),
    };
}
