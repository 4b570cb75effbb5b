using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts what the model says, carries out commands, and stops it all.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    AppHostSettings settings,
    InstanceServices shared,
    DashboardProcess dashboard,
    ILogger<DistributedApplication> logger) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, ResourceInstance> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _stopLock = new();
    private Task _created = Task.CompletedTask;
    private Task? _stop;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await shared.Eventing.PublishAsync(new BeforeStartEvent(shared.Services, model), cancellationToken).ConfigureAwait(false);
        PortAllocator.Allocate(model.Resources, settings.RandomizePorts);
        await dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
        CreateInstances();
        foreach (var resource in model.Resources)
        {
            await AnnounceAsync(resource, cancellationToken).ConfigureAwait(false);
        }

        var starts = _instances.Values.Select(i => i.StartAsync()).ToArray();
        _created = AnnounceCreatedAsync(Task.WhenAll(starts));
        if (!settings.Testing)
        {
            logger.LogInformation("Stand-ins are in use: this is the stand-in for Aspire.Hosting (eng/stand-ins), not Aspire.");
            logger.LogInformation("Distributed application started. Press Ctrl+C to shut down.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopLock)
        {
            return _stop ??= StopAllAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A start that failed half-way, or an application disposed of without a stop, must not leave processes either.
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var instance in _instances.Values)
        {
            instance.Dispose();
        }
    }

    public string? FindSingleInstance(string resourceName)
    {
        var ids = _instances.Values.Where(i => string.Equals(i.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase)).ToArray();
        return ids.Length == 1 ? ids[0].Id : null;
    }

    public async Task<ExecuteCommandResult> ExecuteAsync(string id, string command, CancellationToken cancellationToken)
    {
        if (!_instances.TryGetValue(id, out var instance))
        {
            return Failed($"Resource '{id}' not found, or it has several replicas. Known: {string.Join(", ", _instances.Keys)}.");
        }

        if (command == KnownResourceCommands.StopCommand)
        {
            await instance.StopAsync(StopBudget).WaitAsync(cancellationToken).ConfigureAwait(false);
            return new ExecuteCommandResult { Success = true };
        }

        if (command == KnownResourceCommands.RestartCommand)
        {
            await instance.StopAsync(StopBudget).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (command != KnownResourceCommands.StartCommand)
        {
            return Failed($"Command '{command}' not available for resource '{id}'.");
        }

        var started = await instance.StartAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return started ? new ExecuteCommandResult { Success = true } : Failed($"Resource '{id}' did not start, or runs already.");
    }

    private static ExecuteCommandResult Failed(string message) => new() { Success = false, Message = message };

    private void CreateInstances()
    {
        foreach (var resource in model.Resources.Where(r => r is ProjectResource or ExecutableResource))
        {
            var annotation = InstancesAnnotation.For(resource);
            resource.Annotations.Add(annotation);
            foreach (var id in annotation.Ids)
            {
                _instances.Add(id, new ResourceInstance(resource, id, shared));
                shared.Notifications.Publish(resource, id, s => s with { CreationTimeStamp = DateTime.UtcNow });
            }
        }
    }

    private async Task AnnounceAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithEndpoints)
        {
            await shared.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, shared.Services), cancellationToken).ConfigureAwait(false);
        }

        if (resource is IResourceWithConnectionString)
        {
            await shared.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, shared.Services), cancellationToken).ConfigureAwait(false);
        }

        if (resource is not (ProjectResource or ExecutableResource))
        {
            await ProcesslessResource.AnnounceAsync(resource, shared, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AnnounceCreatedAsync(Task starts)
    {
        await starts.ConfigureAwait(false);
        await shared.Eventing.PublishAsync(new AfterResourcesCreatedEvent(shared.Services, model)).ConfigureAwait(false);
    }

    private async Task StopAllAsync()
    {
        var clock = Stopwatch.StartNew();
        foreach (var instance in _instances.Values)
        {
            instance.Retire();
        }

        foreach (var layer in StopOrder.Layers(model.Resources))
        {
            var left = StopBudget - clock.Elapsed;
            var grace = left > LeastGrace ? left : LeastGrace;
            await Task.WhenAll(_instances.Values.Where(i => layer.Contains(i.Resource)).Select(i => i.StopAsync(grace))).ConfigureAwait(false);
        }

        await _created.ConfigureAwait(false);
    }
}
