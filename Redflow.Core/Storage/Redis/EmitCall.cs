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

        var reply = (await caller.EvaluateAsync(Scripts.EmitRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return [.. Enumerable.Range(0, runs.Count).Select(i => Read(reply[i * 2].Text(), reply[i * 2 + 1].Text()))];
    }

    private static EmitReply Read(string word, string id) => word switch
    {
        "emitted" => new EmitReply.Emitted(),
        "existing" => new EmitReply.Existing(RunId.Parse(id, null)),
        "taken" => new EmitReply.KeyTaken(RunId.Parse(id, null)),
        "full" => new EmitReply.QueueFull(),
        "unknown" => new EmitReply.UnknownWorkflow(),
        _ => throw Replies.Unexpected(Scripts.EmitRuns, word),
    };
}
