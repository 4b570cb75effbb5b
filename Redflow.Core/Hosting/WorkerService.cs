using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow.Execution;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>
/// A worker from its registration to its drain: nothing new is claimed once the host stops, running handlers get the grace period, then
/// their tokens fire, and what is left two seconds later goes back to its queue.
/// </summary>
internal sealed class WorkerService(
    WorkflowRegistry registry,
    IRedflowStore store,
    PassExecutor executor,
    IOptions<RedflowWorkerOptions> options,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<WorkerService> logger) : BackgroundService
{
    private static readonly TimeSpan CancellationPeriod = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var registration = Describe();
        var held = new HeldRuns();
        var claims = new ClaimLoop(registration, options.Value, store, executor, registry, held, time, logger);
        await using var subscription = await RegisterAsync(registration, signal => Handle(signal, claims, held), stoppingToken)
            .ConfigureAwait(false);
        if (subscription is null)
        {
            return;
        }

        logger.WorkerStarted(
            registration.Worker,
            string.Join(", ", registration.Queues),
            registration.Concurrency,
            string.Join(", ", registry.Definitions.Select(definition => definition.Name)));

        using var stopped = new CancellationTokenSource();
        var keeper = new LeaseKeeper(registration, store, held, claims, time, logger).RunAsync(stopped.Token);
        await DrainAsync(claims, held, registration, stoppingToken).ConfigureAwait(false);
        await stopped.CancelAsync().ConfigureAwait(false);
        await keeper.ConfigureAwait(false);
        await ReleaseAsync(registration, held.Count).ConfigureAwait(false);
    }

    private async Task DrainAsync(ClaimLoop claims, HeldRuns held, WorkerRegistration registration, CancellationToken stopping)
    {
        using var givingUp = new CancellationTokenSource();
        var loop = claims.RunAsync(stopping, givingUp.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        logger.WorkerDraining(registration.Worker, held.Count, options.Value.ShutdownGracePeriod);
        if (await EndsWithinAsync(loop, options.Value.ShutdownGracePeriod).ConfigureAwait(false))
        {
            return;
        }

        held.CancelAll(CancellationReason.HostStopping);
        if (!await EndsWithinAsync(loop, CancellationPeriod).ConfigureAwait(false))
        {
            await givingUp.CancelAsync().ConfigureAwait(false);
            await loop.ConfigureAwait(false);
        }
    }

    private async Task<bool> EndsWithinAsync(Task loop, TimeSpan period)
    {
        await loop.WaitAsync(period, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return loop.IsCompleted;
    }

    /// <returns>The subscription; null when the host stopped first.</returns>
    private async Task<IAsyncDisposable?> RegisterAsync(
        WorkerRegistration registration, Action<WorkerSignal> onSignal, CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await store.RegisterWorkflowsAsync([.. registry.Definitions.Select(definition => definition.ToInfo())], stopping)
                    .ConfigureAwait(false);
                var subscription = await store.SubscribeAsync(registration.Worker, onSignal, stopping).ConfigureAwait(false);
                await store.RegisterWorkerAsync(registration, stopping).ConfigureAwait(false);
                return subscription;
            }
            catch (StoreUnavailableException exception)
            {
                logger.RegistrationFailed(exception.Message);
                await backoff.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private async Task ReleaseAsync(WorkerRegistration registration, int stillRunning)
    {
        try
        {
            await store.ReleaseWorkerAsync(registration.Worker).ConfigureAwait(false);
            logger.WorkerStopped(registration.Worker, stillRunning);
        }
        catch (StoreUnavailableException exception)
        {
            logger.ReleaseFailed(exception);
        }
    }

    private WorkerRegistration Describe() => new(
        $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
        options.Value.App ?? environment.ApplicationName,
        Environment.MachineName,
        Environment.ProcessId,
        options.Value.Queues is { Count: > 0 } queues ? [.. queues] : registry.Queues,
        options.Value.Concurrency,
        options.Value.LeaseDuration);

    private static void Handle(WorkerSignal signal, ClaimLoop claims, HeldRuns held)
    {
        if (signal is WorkerSignal.Cancel cancel)
        {
            held.Cancel(cancel.Id, CancellationReason.RunCanceled);
        }
        else
        {
            claims.Wake();
        }
    }
}
