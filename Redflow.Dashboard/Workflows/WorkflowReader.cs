using System.Collections.Concurrent;
using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Overview;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>Reads workflows: their counts and rates once a second at most for all viewers together, failures once in five.</summary>
internal sealed class WorkflowReader
{
    private const int NewestRuns = 10;
    private const int MaxFailures = 10;

    private static readonly TimeSpan FailuresAge = TimeSpan.FromSeconds(5);

    private readonly RedflowClient _client;
    private readonly HourReader _hour;
    private readonly TimeProvider _time;
    private readonly Veil _veil;
    private readonly Shared<WorkflowBoard> _board;
    private readonly TriggerReader _triggers;
    private readonly ConcurrentDictionary<string, Shared<FailurePage>> _failures = new(StringComparer.Ordinal);

    public WorkflowReader(RedflowClient client, HourReader hour, TriggerReader triggers, TimeProvider time, Veil veil)
    {
        (_client, _hour, _triggers, _time, _veil) = (client, hour, triggers, time, veil);
        _board = new(TimeSpan.FromSeconds(1), time, ReadBoardAsync);
    }

    /// <summary>Has what workers have registered read anew, because a viewer has just changed it.</summary>
    public void Forget() => _board.Forget();

    /// <summary>Reads how all workflows are, as a viewer sees it.</summary>
    public async Task<WorkflowBoard> ReadAsync(DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var board = await _board.ReadAsync(cancellationToken);
        return board with { Rows = [.. board.Rows.Select(row => Cover(row, viewer))] };
    }

    /// <summary>Reads what workers have registered of a workflow.</summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it, or it is the engine's own.</exception>
    public async Task<WorkflowInfo> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (!Names.IsValid(name) || SystemNames.IsOurs(name))
        {
            throw new UnknownWorkflowException(name, [.. (await _client.ListWorkflowsAsync(cancellationToken)).Select(info => info.Name)]);
        }

        return await _client.GetWorkflowMetaAsync(name, cancellationToken);
    }

    /// <summary>Reads a workflow for its page.</summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it.</exception>
    public async Task<ShownWorkflow> ReadAsync(string name, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var info = await GetAsync(name, cancellationToken);
        var board = _board.ReadAsync(cancellationToken);
        var slots = _client.CountSlotsAsync(name, cancellationToken);
        var newest = _client.ListRunsAsync(new() { Workflow = name, Limit = NewestRuns }, cancellationToken);
        var failures = _failures.GetOrAdd(name, FailuresOf).ReadAsync(cancellationToken);
        var row = await RowOfAsync(name, board);
        return new(
            _veil.Cover(info, viewer),
            Cover(row, viewer),
            LastHour.At(_time.GetUtcNow()).Fill(row.Minutes),
            await slots,
            _veil.Cover(await newest, viewer),
            _veil.Cover(await failures, viewer),
            (await board).HasMoreSchedules);
    }

    /// <summary>Reads the workflows whose runs go to a queue.</summary>
    public async Task<IReadOnlyList<WorkflowRow>> ListOfQueueAsync(string queue, DashboardViewer viewer, CancellationToken cancellationToken) =>
        [.. (await _board.ReadAsync(cancellationToken)).Rows.Where(row => row.Info?.Queue == queue).Select(row => Cover(row, viewer))];

    private WorkflowRow Cover(WorkflowRow row, DashboardViewer viewer) =>
        row with { Info = row.Info is null ? null : _veil.Cover(row.Info, viewer), Schedules = _veil.Cover(row.Schedules, viewer) };

    /// <summary>A workflow that has been registered since the others were read has nothing to show yet.</summary>
    private async Task<WorkflowRow> RowOfAsync(string name, Task<WorkflowBoard> board) =>
        (await board).Rows.FirstOrDefault(row => row.Name == name)
        ?? new(name, null, new Dictionary<RunStatus, long>(), [], LastHour.At(_time.GetUtcNow()).Sum(name, []), [], null);

    private Shared<FailurePage> FailuresOf(string workflow) =>
        new(FailuresAge, _time, () => _client.ListFailuresAsync(new() { Workflow = workflow, Limit = MaxFailures }));

    private async Task<WorkflowBoard> ReadBoardAsync()
    {
        var infos = _client.ListWorkflowsAsync();
        var stats = _client.GetStatsAsync();
        var hour = _hour.ReadAsync(CancellationToken.None);
        var queues = _client.ListQueuesAsync(new() { Limit = RunQuery.MaxLimit });
        var schedules = _triggers.ReadAsync(CancellationToken.None);
        return WorkflowBoard.Of(await infos, await stats, await hour, (await queues).Queues, await schedules);
    }
}
