using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts that deliver what steps wait for.</summary>
internal sealed class WaitCalls(RedisCaller caller)
{
    /// <returns>False when the step does not wait for it (any more).</returns>
    public Task<bool> EndChildAsync(WaitingRun waiting, RunId child, byte[] output, string? traceParent, CancellationToken cancellationToken) =>
        EndAsync(waiting, StoredStep.Child, child.ToString(), StoredStep.Succeeded, output, "", traceParent, cancellationToken);

    /// <inheritdoc cref="EndChildAsync"/>
    public Task<bool> FailChildAsync(WaitingRun waiting, RunId child, RunError error, string? traceParent, CancellationToken cancellationToken) =>
        EndAsync(waiting, StoredStep.Child, child.ToString(), StoredStep.Broken, PayloadJson.Write(error), "", traceParent, cancellationToken);

    /// <returns>True also when the same event ended the wait before.</returns>
    public Task<bool> EndEventAsync(WaitingRun waiting, NewEvent ended, CancellationToken cancellationToken) => EndAsync(
        waiting,
        StoredStep.Event,
        $"{ended.Name}\n{ended.CorrelationKey}",
        StoredStep.Succeeded,
        ended.Payload,
        ended.Id.ToString(),
        ended.TraceParent,
        cancellationToken);

    /// <summary>Lets a step wait for another run than its child.</summary>
    /// <returns>False when it does not wait for either (any more).</returns>
    public async Task<bool> RedirectAsync(WaitingRun waiting, RunId child, RunId other, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [waiting.Run.ToString(), waiting.Step, child.ToString(), other.ToString()];
        return (await caller.EvaluateAsync(Scripts.RedirectWait, arguments, cancellationToken).ConfigureAwait(false)).Text() == "redirected";
    }

    /// <summary>Lets a step be told when a run of this partition ends.</summary>
    /// <returns>False when there is no such run.</returns>
    public async Task<bool> WatchAsync(RunId id, WaitingRun waiting, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), waiting.Run.ToString(), waiting.Step];
        return (await caller.EvaluateAsync(Scripts.WatchRun, arguments, cancellationToken).ConfigureAwait(false)).Text() != "unknown";
    }

    private async Task<bool> EndAsync(
        WaitingRun waiting, string kind, string target, string end, RedisValue payload, string ended, string? traceParent, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [waiting.Run.ToString(), waiting.Step, kind, target, end, payload, ended, traceParent ?? ""];
        return (await caller.EvaluateAsync(Scripts.EndWait, arguments, cancellationToken).ConfigureAwait(false)).Text() == "ended";
    }
}
