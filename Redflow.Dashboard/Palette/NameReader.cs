using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Workflows;

namespace Redflow.Dashboard.Palette;

/// <summary>Reads the names of workflows and schedules, once in three seconds at most for all viewers together.</summary>
internal sealed class NameReader
{
    private readonly RedflowClient _client;
    private readonly TriggerReader _triggers;
    private readonly Shared<StoredNames> _names;

    public NameReader(RedflowClient client, TriggerReader triggers, TimeProvider time)
    {
        (_client, _triggers) = (client, triggers);
        _names = new(TimeSpan.FromSeconds(3), time, ReadAsync);
    }

    public Task<StoredNames> ReadAsync(CancellationToken cancellationToken) => _names.ReadAsync(cancellationToken);

    private async Task<StoredNames> ReadAsync()
    {
        var workflows = _client.ListWorkflowsAsync();
        var triggers = await _triggers.ReadAsync(CancellationToken.None);
        return new(
            [.. (await workflows).Select(workflow => new StoredWorkflow(workflow.Name, workflow.Queue))],
            [.. triggers.ByWorkflow.SelectMany(schedules => schedules).Select(schedule => new StoredSchedule(schedule.Id, schedule.Workflow))]);
    }
}
