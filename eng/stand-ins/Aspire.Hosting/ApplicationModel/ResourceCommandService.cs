using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly Orchestrator _orchestrator;

    internal ResourceCommandService(ResourceNotificationService notifications, Orchestrator orchestrator)
    {
        _notifications = notifications;
        _orchestrator = orchestrator;
    }

    /// <summary>Runs a command on one instance: a replica by its id, or a resource that has one instance by its name.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (!_notifications.TryGetCurrentState(resourceId, out _) && _orchestrator.FindSingleInstance(resourceId) is { } only)
        {
            resourceId = only;
        }

        return await _orchestrator.ExecuteAsync(resourceId, commandName, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a command on every instance of a resource.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var ids = resource.GetResolvedResourceNames();
        var results = await Task.WhenAll(ids.Select(id => _orchestrator.ExecuteAsync(id, commandName, cancellationToken))).ConfigureAwait(false);
        var failures = results.Where(r => !r.Success).ToArray();
        return failures.Length == 0
            ? results[0]
            : new ExecuteCommandResult { Success = false, Message = string.Join(Environment.NewLine, failures.Select(f => f.Message)) };
    }
}
