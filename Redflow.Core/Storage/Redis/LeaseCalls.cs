using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts of a worker's lease: <c>register_worker</c>, <c>renew_lease</c>, <c>release_worker</c>.</summary>
internal sealed class LeaseCalls(RedisCaller caller, TimeProvider time)
{
    public Task RegisterAsync(WorkerRegistration worker, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue> { worker.Worker, Replies.Milliseconds(worker.LeaseDuration), worker.Queues.Count };
        arguments.AddRange(worker.Queues.Select(queue => (RedisValue)queue));
        arguments.AddRange(
        [
            "app", worker.App,
            "host", worker.Host,
            "pid", worker.ProcessId,
            "concurrency", worker.Concurrency,
            "version", worker.Version ?? "",
        ]);
        return caller.EvaluateAsync(Scripts.RegisterWorker, arguments, cancellationToken);
    }

    /// <summary>
    /// Renews, and waits for a fourth of the lease. Others' renewals wait for it too, and with the pause behind a failed one the next has to be
    /// answered within the lease of this one.
    /// </summary>
    public async Task<RenewReply> RenewBesideOthersAsync(LeaseRenewal renewal, CancellationToken cancellationToken)
    {
        try
        {
            return await RenewAsync(renewal, cancellationToken).WaitAsync(renewal.LeaseDuration / 4, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new StoreUnavailableException(Scripts.RenewLease, exception);
        }
    }

    public async Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>
        {
            renewal.Worker, Replies.Milliseconds(renewal.LeaseDuration), renewal.ReturnStrangers ? 1 : 0, renewal.IsDraining ? 1 : 0,
        };
        foreach (var held in renewal.Held)
        {
            arguments.AddRange([held.Id.ToString(), held.Fence]);
        }

        var reply = (await caller.EvaluateOnceAsync(Scripts.RenewLease, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return new(reply[0].Text() == "renewed", reply[2].Ids(), reply[3].Ids(), reply[4].Ids(), (int)reply[1].Number());
    }

    public Task ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        caller.EvaluateAsync(Scripts.ReleaseWorker, [worker], cancellationToken);
}
