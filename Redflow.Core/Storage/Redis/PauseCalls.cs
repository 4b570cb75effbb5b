using System.Globalization;
using Redflow.Limits;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>pause_queue.lua</c> and <c>pause_workflow.lua</c>.</summary>
internal sealed class PauseCalls(RedisCaller caller, RedisKeys keys)
{
    private const string Pause = "pause";
    private const string Resume = "resume";

    public Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken) =>
        SendAsync(Scripts.PauseQueue, queue, Pause, reason, cancellationToken);

    /// <returns>Whether it was paused.</returns>
    public async Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.PauseQueue, queue, Resume, null, cancellationToken).ConfigureAwait(false) == "resumed";

    /// <returns>Whether it is registered.</returns>
    public async Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.PauseWorkflow, workflow, Pause, reason, cancellationToken).ConfigureAwait(false) == "paused";

    /// <returns>Whether it was paused.</returns>
    public async Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken) =>
        await SendAsync(Scripts.PauseWorkflow, workflow, Resume, null, cancellationToken).ConfigureAwait(false) == "resumed";

    public async Task<IReadOnlyDictionary<string, Pause>> ListQueuesAsync(CancellationToken cancellationToken)
    {
        var paused = await caller.CallAsync("list paused queues", database => database.HashGetAllAsync(keys.Paused), cancellationToken)
            .ConfigureAwait(false);
        return paused.ToDictionary(queue => (string)queue.Name!, queue => Read((string)queue.Value!));
    }

    /// <summary>Reads a pause: since when, a line feed, and the reason.</summary>
    public static Pause Read(string stored)
    {
        var parts = stored.Split('\n', 2);
        return new(Replies.Time(long.Parse(parts[0], CultureInfo.InvariantCulture)), Replies.NullIfEmpty(parts[1]));
    }

    private async Task<string> SendAsync(string script, string name, string what, string? reason, CancellationToken cancellationToken) =>
        (await caller.EvaluateAsync(script, (RedisValue[])[name, what, reason ?? ""], cancellationToken).ConfigureAwait(false)).Text();
}
