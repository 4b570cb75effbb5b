using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>
/// One process of a resource, from waiting for its dependencies to its end. Start and stop exclude each other, except that a stop cuts
/// short a start that still waits. Nothing is started again unless a command asks for it.
/// </summary>
internal sealed class ResourceInstance(IResource resource, string id, InstanceServices services) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile CancellationTokenSource _starting = new();
    private ChildProcess? _child;
    private Task _watch = Task.CompletedTask;
    private bool _stopping;
    private volatile bool _retired;

    public IResource Resource => resource;

    public string Id => id;

    private ILogger Logger => services.Logs.GetLogger(id);

    /// <summary>Ends when the process runs, or has failed to start: the resource's state tells which.</summary>
    public async Task<bool> StartAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_watch.IsCompleted)
            {
                return false;
            }

            // In this order: a stop retires the instance before it cancels, so it meets this source or this look at it.
            _starting = new CancellationTokenSource();
            return !_retired && await TryStartAsync(_starting.Token).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>From here on it is only stopped: the application ends.</summary>
    public void Retire() => _retired = true;

    public async Task StopAsync(TimeSpan grace)
    {
        await _starting.CancelAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_child is not null && !_watch.IsCompleted)
            {
                _stopping = true;
                Publish(s => s with { State = KnownResourceStates.Stopping });
                await _child.StopAsync(grace).ConfigureAwait(false);
                await _watch.ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _starting.Dispose();
        _child?.Dispose();
        _gate.Dispose();
    }

    // The catch-all of an instance: whatever its callbacks, its command or its dependencies throw is that resource's failure, not the AppHost's.
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            await services.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services.Services), cancellationToken).ConfigureAwait(false);
            Publish(s => s with { State = KnownResourceStates.Starting });
            var plan = await services.Launcher.PlanAsync(resource, id, cancellationToken).ConfigureAwait(false);
            Start(plan);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Publish(s => s with { State = KnownResourceStates.Exited });
            return false;
        }
        catch (Exception e)
        {
            Logger.LogError("Failed to start: {Reason}", e.Message);
            Publish(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, "error") });
            return false;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Publish(s => s with { ExitCode = null, ResourceReadyEvent = null, HealthReports = HealthMonitor.Unchecked(resource) });
        if (resource.TryGetAnnotationsOfType<WaitAnnotation>(out var waits))
        {
            Logger.LogInformation("Waiting for {Dependencies}", string.Join(", ", waits.Select(w => w.Resource.Name)));
            Publish(s => s with { State = KnownResourceStates.Waiting });
            await services.Waiter.WaitAsync(resource, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Start(LaunchPlan plan)
    {
        _stopping = false;
        _child?.Dispose();
        _child = ChildProcess.Start(plan, (line, isError) => services.Logs.Write(id, line, isError));
        services.Guard.Watch(_child);
        var pid = _child.Id;
        Publish(s => InstanceSnapshot.Running(s, resource, plan, pid));
        _watch = WatchAsync(_child);
    }

    private async Task WatchAsync(ChildProcess child)
    {
        using var ended = new CancellationTokenSource();
        var monitor = services.Health.MonitorAsync(resource, id, ended.Token);
        var exitCode = await child.Exit.ConfigureAwait(false);
        services.Guard.Forget(child);
        await ended.CancelAsync().ConfigureAwait(false);
        await ReportAsync(monitor).ConfigureAwait(false);
        if (!_stopping)
        {
            Logger.LogWarning("Process {Pid} ended by itself with exit code {ExitCode}", child.Id.ToString(CultureInfo.InvariantCulture), exitCode);
        }

        var last = Publish(s => InstanceSnapshot.Finished(s, exitCode));
        await services.Eventing.PublishAsync(new ResourceStoppedEvent(resource, services.Services, last)).ConfigureAwait(false);
    }

    private async Task ReportAsync(Task monitor)
    {
        try
        {
            await monitor.ConfigureAwait(false);
        }
        catch (Exception e) when (_stopping || e is OperationCanceledException)
        {
            // A check that is under way when all stops finds its services disposed of.
        }
        catch (Exception e)
        {
            Logger.LogError("Its health is unknown: {Reason}", e.Message);
        }
    }

    private ResourceEvent Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        services.Notifications.Publish(resource, id, change);
}
