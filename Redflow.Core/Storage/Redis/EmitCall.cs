using Redflow.Runs;
using Redflow.Workflows;
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

        return Read(runs, (await caller.EvaluateAsync(Scripts.EmitRuns, arguments, cancellationToken).ConfigureAwait(false)).Items());
    }

    private static EmitReply[] Read(IReadOnlyList<NewRun> runs, RedisResult[] reply)
    {
        var created = Replies.Time(reply[0].Number());
        var registered = reply[^1].Items().Chunk(2).ToDictionary(pair => pair[0].Text(), pair => new EmitReply.Emitted(created, pair[1].Text()));
        var unregistered = new EmitReply.Emitted(created, WorkflowOptions.DefaultQueue);
        var replies = new EmitReply[runs.Count];
        for (var i = 0; i < replies.Length; i++)
        {
            // Most calls are about one workflow.
            replies[i] = i > 0 && runs[i].Workflow == runs[i - 1].Workflow ? replies[i - 1] : registered.GetValueOrDefault(runs[i].Workflow, unregistered);
        }

        for (var i = 1; i < reply.Length - 1; i += 3)
        {
            replies[reply[i].Number() - 1] = Read(reply[i + 1].Text(), reply[i + 2].Text());
        }

        return replies;
    }

    private static EmitReply Read(string word, string id) => word switch
    {
        "again" => new EmitReply.SentAgain(),
        "existing" => new EmitReply.Existing(RunId.Parse(id, null)),
        "taken" => new EmitReply.KeyTaken(RunId.Parse(id, null)),
        "full" => new EmitReply.QueueFull(),
        "unknown" => new EmitReply.UnknownWorkflow(),
        _ => throw Replies.Unexpected(Scripts.EmitRuns, word),
    };
}
