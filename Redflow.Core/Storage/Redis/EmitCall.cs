using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>emit_runs.lua</c>.</summary>
internal sealed class EmitCall(RedisCaller caller)
{
    public async Task<IReadOnlyList<EmitReply>> SendAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(runs.Count * RunArguments.Count);
        foreach (var run in runs)
        {
            RunArguments.Add(arguments, run);
        }

        var others = (await caller.EvaluateAsync(Scripts.EmitRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var replies = new EmitReply[runs.Count];
        Array.Fill(replies, EmitReply.Emitted.Instance);
        for (var i = 0; i < others.Length; i += 3)
        {
            replies[others[i].Number() - 1] = Read(others[i + 1].Text(), others[i + 2].Text());
        }

        return replies;
    }

    private static EmitReply Read(string word, string id) => word switch
    {
        "existing" => new EmitReply.Existing(RunId.Parse(id, null)),
        "taken" => new EmitReply.KeyTaken(RunId.Parse(id, null)),
        "full" => new EmitReply.QueueFull(),
        "unknown" => new EmitReply.UnknownWorkflow(),
        _ => throw Replies.Unexpected(Scripts.EmitRuns, word),
    };
}
