using Redflow.Runs;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>emit_runs.lua</c>.</summary>
internal sealed class EmitCall(RedisCaller caller)
{
    public async Task<IReadOnlyList<EmitReply>> SendAsync(IReadOnlyList<NewRun> runs)
    {
        var arguments = new List<RedisValue>(runs.Count * 9);
        foreach (var run in runs)
        {
            arguments.AddRange(
            [
                run.Id.ToString(),
                run.Workflow,
                run.AllowUnregistered ? WorkflowOptions.DefaultQueue : "",
                run.Input,
                run.RunAt is { } runAt ? runAt.ToUnixTimeMilliseconds() : "",
                run.Delay is { } delay ? Replies.Milliseconds(delay) : "",
                run.Priority,
                run.IdempotencyKey ?? "",
                run.TraceParent ?? "",
            ]);
        }

        var reply = (await caller.EvaluateAsync(Scripts.EmitRuns, arguments).ConfigureAwait(false)).Items();
        return [.. Enumerable.Range(0, runs.Count).Select(i => Read(reply[i * 2].Text(), reply[i * 2 + 1].Text()))];
    }

    private static EmitReply Read(string word, string id) => word switch
    {
        "emitted" => new EmitReply.Emitted(),
        "existing" => new EmitReply.Existing(RunId.Parse(id, null)),
        "unknown" => new EmitReply.UnknownWorkflow(),
        _ => throw new InvalidOperationException($"{Scripts.EmitRuns} returned '{word}'."),
    };
}
