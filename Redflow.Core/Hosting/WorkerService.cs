using System.Reflection;
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
/// their tokens fire, and what is left two seconds later goes back to its queue. A host stops its services one after the other, the last
/// first: a worker that waited for its turn would claim runs meanwhile that it can't end, so the drain begins when the host says it stops.
/// </summary>
internal sealed class WorkerService(
    WorkflowRegistry registry,
    IRedflowStore store,
    StoreExaminer examiner,
    PassExecutor executor,
    IOptions<RedflowWorkerOptions> options,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<WorkerService> logger) : BackgroundService
{
    private static readonly TimeSpan CancellationPeriod = TimeSpan.FromSeconds(2);

    /// <summary>What a stop takes behind the grace period: for the handlers to see their tokens, and for the last calls.</summary>
    public static readonly TimeSpan StopPeriod = TimeSpan.FromSeconds(4);

    private readonly HeldRuns _held = new();
    private readonly EffectRelay _relay = new(store, time, logger);
    private WorkerRegistration? _registration;
    private Lease? _lease;
    private Registrar? _registrar;
    private ClaimLoop? _claims;
    private bool _isRegistered;

    /// <summary>
    /// Registers before the host has started, so that what starts after the worker can emit its workflows. Without a store the host
    /// starts all the same, and the worker goes on trying. One that is not fit, now or when it first answers, stops the host.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = Describe();
        _lease = new(_registration.LeaseDuration, time);
        _registrar = new(_registration, _lease, registry, store, time);
        var passes = new PassRunner(_lease, store, executor, registry, _held, _relay, time, logger);
        _claims = new(_registration, _lease, _registrar, options.Value, store, passes, _held, _relay, time, logger);
        await TryRegisterAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (registration, claims) = (_registration!, _claims!);
        var backoff = new Backoff(time);
        while (!_isRegistered)
        {
            await backoff.WaitAsync(stoppingToken).ConfigureAwait(false);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await TryRegisterAsync(stoppingToken).ConfigureAwait(false);
        }

        logger.WorkerStarted(
            registration.Worker,
            string.Join(", ", registration.Queues),
            registration.Concurrency,
            string.Join(", ", registry.Definitions.Select(definition => definition.Summary)));

        using var stopped = new CancellationTokenSource();
        var keeper = new LeaseKeeper(registration.Worker, _lease!, _registrar!, store, _held, claims, time, logger);
        var renewals = keeper.RunAsync(stopped.Token);
        var relay = _relay.RunAsync(stopped.Token);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var listening = ListenAsync(claims, stopping, stopped.Token);
        try
        {
            await DrainAsync(claims, keeper, stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            await stopped.CancelAsync().ConfigureAwait(false);
            await renewals.ConfigureAwait(false);
            await relay.ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseAsync(registration.Worker, _held.Count).ConfigureAwait(false);
        }

        // A refusal ends the host, behind all that the worker still had to do.
        await listening.ConfigureAwait(false);
    }

    /// <summary>Listens until the worker has stopped. It does not claim only then: a poll and a renewal bring all that a message says, later.</summary>
    private async Task ListenAsync(ClaimLoop claims, CancellationTokenSource stopping, CancellationToken stopped)
    {
        try
        {
            await using var subscription = await SubscribeAsync(stopped).ConfigureAwait(false);

            // What was to wake the worker before it listened has reached nobody.
            claims.Wake();
            await Task.Delay(Timeout.InfiniteTimeSpan, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch
        {
            // Refused for good, as by rights that lack the channel: the worker drains, and its host stops.
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Without a store it goes on trying.</summary>
    /// <returns>Null when the worker has stopped.</returns>
    private async Task<IAsyncDisposable?> SubscribeAsync(CancellationToken stopped)
    {
        var backoff = new Backoff(time);
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                return await store.SubscribeAsync(_registration!.Worker, Handle, stopped).ConfigureAwait(false);
            }
            catch (StoreUnavailableException exception)
            {
                if (backoff.IsFirst)
                {
                    logger.SubscriptionFailed(exception.Message);
                }

                await backoff.WaitAsync(stopped).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopped.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private async Task DrainAsync(ClaimLoop claims, LeaseKeeper keeper, CancellationToken stopping)
    {
        using var givingUp = new CancellationTokenSource();
        var loop = claims.RunAsync(stopping, givingUp.Token);
        if (!await LastsUntilAsync(loop, stopping).ConfigureAwait(false))
        {
            // It ends by itself only by a failure, which ends the host: a worker that renews its lease and claims nothing helps nobody.
            await loop.ConfigureAwait(false);
        }

        keeper.Drain();
        logger.WorkerDraining(_registration!.Worker, _held.Count, options.Value.ShutdownGracePeriod);
        if (!await EndsWithinAsync(loop, options.Value.ShutdownGracePeriod).ConfigureAwait(false))
        {
            _held.CancelAll(CancellationReason.HostStopping);
            if (!await EndsWithinAsync(loop, CancellationPeriod).ConfigureAwait(false))
            {
                await givingUp.CancelAsync().ConfigureAwait(false);
            }
        }

        await loop.ConfigureAwait(false);
    }

    /// <returns>False when the loop ends before the worker is to stop.</returns>
    private static async Task<bool> LastsUntilAsync(Task loop, CancellationToken stopping)
    {
        await loop.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stopping.IsCancellationRequested;
    }

    private async Task<bool> EndsWithinAsync(Task loop, TimeSpan period)
    {
        await loop.WaitAsync(period, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return loop.IsCompleted;
    }

    private async Task TryRegisterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await examiner.EnsureFitAsync(cancellationToken).ConfigureAwait(false);
            await _registrar!.RegisterAsync(cancellationToken).ConfigureAwait(false);
            _isRegistered = true;
        }
        catch (StoreUnavailableException exception)
        {
            logger.RegistrationFailed(exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops before the worker has begun.
        }
    }

    private async Task ReleaseAsync(string worker, int stillRunning)
    {
        try
        {
            await store.ReleaseWorkerAsync(worker).ConfigureAwait(false);
            if (stillRunning > 0)
            {
                logger.HandlersLeftBehind(stillRunning);
            }

            logger.WorkerStopped(worker);
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
        QueuesOf(options.Value),
        options.Value.Concurrency,
        options.Value.LeaseDuration)
    {
        Version = VersionOf(Assembly.GetEntryAssembly()),
    };

    /// <summary>The version as its author wrote it, without the commit that builds add behind a plus sign.</summary>
    private static string? VersionOf(Assembly? program) =>
        program?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>The engine's own queue first: what an operator asks for, such as to cancel a backlog, must not wait behind that backlog.</summary>
    private IReadOnlyList<string> QueuesOf(RedflowWorkerOptions worker) =>
        [.. (worker.Queues.Count > 0 ? worker.Queues : (IEnumerable<string>)registry.Queues).Prepend(SystemNames.Queue).Distinct()];

    private void Handle(WorkerSignal signal)
    {
        switch (signal)
        {
            case WorkerSignal.Cancel cancel:
                _held.Cancel(cancel.Run);
                break;
            case WorkerSignal.TimedOut timedOut:
                _held.TimeOut(timedOut.Run);
                _claims!.Wake();
                break;
            default:
                _claims!.Wake();
                break;
        }
    }
}
