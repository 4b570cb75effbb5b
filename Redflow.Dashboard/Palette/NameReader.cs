using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Dashboard.Palette;

/// <summary>Reads the names of workflows and schedules, once in three seconds at most for all viewers together.</summary>
internal sealed class NameReader
{
    /// <summary>How many schedules are read; those behind, by id, are not found.</summary>
    private const int MaxSchedules = 2_000;

    private readonly RedflowClient _client;
    private readonly Shared<StoredNames> _names;

    public NameReader(RedflowClient client, TimeProvider time)
    {
        _client = client;
        _names = new(TimeSpan.FromSeconds(3), time, ReadAsync);
    }

    public Task<StoredNames> ReadAsync(CancellationToken cancellationToken) => _names.ReadAsync(cancellationToken);

    private async Task<StoredNames> ReadAsync()
    {
        var workflows = await _client.ListWorkflowsAsync();
        var schedules = new List<StoredSchedule>();
        var query = new ScheduleQuery { Limit = RunQuery.MaxLimit };
        do
        {
            var page = await _client.Schedules.ListAsync(query);
            schedules.AddRange(page.Schedules.Select(schedule => new StoredSchedule(schedule.Id, schedule.Workflow)));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && schedules.Count < MaxSchedules);

        return new([.. workflows.Select(workflow => new StoredWorkflow(workflow.Name, workflow.Queue))], schedules);
    }
}
