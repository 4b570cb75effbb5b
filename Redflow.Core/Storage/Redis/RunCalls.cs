using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts that operate on one run: cancel, retry, rerun, delete, signal and explain.</summary>
internal sealed class RunCalls(RedisCaller caller, RedisKeys keys)
{
    public const int MaxSignals = 10_000;

    public async Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.CancelRun, [id.ToString(), reason ?? ""], cancellationToken).ConfigureAwait(false) switch
        {
            "canceled" => CancelResult.Canceled,
            "requested" => CancelResult.Requested,
            "finished" => CancelResult.AlreadyFinished,
            "unknown" => null,
            var word => throw Replies.Unexpected(Scripts.CancelRun, word),
        };

    public async Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.RetryRun, [id.ToString(), Guid.NewGuid().ToString("N")], cancellationToken).ConfigureAwait(false) switch
        {
            "retried" => RetryResult.Retried,
            "unfinished" => RetryResult.NotFinished,
            "succeeded" => RetryResult.Succeeded,
            "compensated" => RetryResult.Compensated,
            "unknown" => null,
            var word => throw Replies.Unexpected(Scripts.RetryRun, word),
        };

    public async Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
            [rerun.Source.ToString(), rerun.Id.ToString(), rerun.Input is null ? "" : "1", rerun.Input ?? [], rerun.FromStep ?? "", rerun.LimitKey is null ? "" : "1", rerun.LimitKey ?? ""];
        return await SendAsync(Scripts.RerunRun, arguments, cancellationToken).ConfigureAwait(false) switch
        {
            "emitted" => RerunReply.Emitted,
            "unknown" => RerunReply.NotFound,
            "stepless" => RerunReply.StepNotFound,
            var word => throw Replies.Unexpected(Scripts.RerunRun, word),
        };
    }

    /// <returns>False when the source is gone.</returns>
    public async Task<bool> CompensateAsync(RunId source, RunId id, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.CompensateRun, [source.ToString(), id.ToString()], cancellationToken).ConfigureAwait(false) switch
        {
            "emitted" => true,
            "unknown" => false,
            var word => throw Replies.Unexpected(Scripts.CompensateRun, word),
        };

    public async Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            report.Id.ToString(), report.Fence, report.CustomStatus ?? [], report.Progress ?? [], report.IsCompensable ? "1" : "",
            RunReport.KeptLines, report.EarlierLines, .. report.Lines,
        ];
        return await SendAsync(Scripts.ReportRun, arguments, cancellationToken).ConfigureAwait(false) switch
        {
            "stored" => true,
            "stale" => false,
            var word => throw Replies.Unexpected(Scripts.ReportRun, word),
        };
    }

    public async Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken)
    {
        var lines = await caller.CallAsync("read log", database => database.ListRangeAsync(keys.Log(id.ToString())), cancellationToken).ConfigureAwait(false);
        return [.. lines.Select(line => new Payload((byte[])line!))];
    }

    public async Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.DeleteRun, [id.ToString()], cancellationToken).ConfigureAwait(false) switch
        {
            "deleted" => DeleteResult.Deleted,
            "unfinished" => DeleteResult.NotFinished,
            "unknown" => DeleteResult.NotFound,
            var word => throw Replies.Unexpected(Scripts.DeleteRun, word),
        };

    public async Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), signal.Id.ToString("N"), signal.Name, signal.Payload, MaxSignals];
        return await SendAsync(Scripts.SignalRun, arguments, cancellationToken).ConfigureAwait(false) switch
        {
            "delivered" => SignalResult.Delivered,
            "finished" => SignalResult.AlreadyFinished,
            "full" => SignalResult.Full,
            "unknown" => null,
            var word => throw Replies.Unexpected(Scripts.SignalRun, word),
        };
    }

    public async Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken)
    {
        var reply = (await caller.EvaluateAsync(Scripts.ExplainRun, (RedisValue[])[id.ToString()], cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text() switch
        {
            "none" => null,
            "delayed" => new WaitReason.Delayed(Replies.TimeOrNull(reply[1].Text())!.Value),
            "suspended" => new WaitReason.Suspended([.. ReadWaits(reply[1])]),
            "slots" => new WaitReason.ConcurrencyLimit((int)reply[1].Number(), (int)reply[2].Number(), reply[3].Ids()),
            "keyslots" => new WaitReason.KeyConcurrencyLimit(reply[1].Text(), (int)reply[2].Number(), (int)reply[3].Number()),
            "rate" => new WaitReason.RateLimited(ReadRate(reply), Replies.Time(reply[4].Number())),
            "backlog" => new WaitReason.Backlog(),
            "paused" => new WaitReason.WorkflowPaused(PauseCalls.Read(reply[1].Text())),
            "queuepaused" => new WaitReason.QueuePaused(reply[1].Text(), PauseCalls.Read(reply[2].Text())),
            "unregistered" => new WaitReason.WorkflowUnknown(reply[1].Text()),
            "workerless" => new WaitReason.NoWorker(reply[1].Text()),
            "ready" => new WaitReason.Ready(reply[1].Text(), reply[2].Number()),
            var word => throw Replies.Unexpected(Scripts.ExplainRun, word),
        };
    }

    private static RateLimit ReadRate(RedisResult[] reply) =>
        new((int)reply[1].Number(), TimeSpan.FromMilliseconds(reply[2].Number()), reply[3].Text().Length > 0);

    private static IEnumerable<WaitingStep> ReadWaits(RedisResult fields) => fields.Fields()
        .Select(field => (Name: field.Key, Step: StoredStep.Read(field.Value)))
        .OrderBy(step => step.Step.Position)
        .Select(step => step.Step.ToWaiting(step.Name))
        .OfType<WaitingStep>();

    private async Task<string> SendAsync(string script, RedisValue[] arguments, CancellationToken cancellationToken) =>
        (await caller.EvaluateAsync(script, arguments, cancellationToken).ConfigureAwait(false)).Text();
}
