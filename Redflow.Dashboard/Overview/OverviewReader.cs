using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>Reads what the overview shows, once a second at most for all viewers together; what the doctor says, once in half a minute.</summary>
internal sealed class OverviewReader
{
    private const int MaxQueues = 50;

    private readonly RedflowClient _client;
    private readonly TimeProvider _time;
    private readonly Shared<SystemState> _state;
    private readonly Shared<IReadOnlyList<StoreFinding>> _findings;

    public OverviewReader(RedflowClient client, TimeProvider time)
    {
        (_client, _time) = (client, time);
        _state = new(TimeSpan.FromSeconds(1), time, ReadAsync);
        _findings = new(TimeSpan.FromSeconds(30), time, () => client.DiagnoseAsync());
    }

    public Task<SystemState> ReadAsync(CancellationToken cancellationToken) => _state.ReadAsync(cancellationToken);

    private async Task<SystemState> ReadAsync()
    {
        var hour = LastHour.At(_time.GetUtcNow());
        var stats = _client.GetStatsAsync();
        var minutes = _client.ListMinutesAsync(hour.From, hour.End);
        var queues = _client.ListQueuesAsync(new() { Limit = MaxQueues });
        var findings = _findings.ReadAsync(CancellationToken.None);
        return SystemState.Of(await stats, [.. (await minutes).Where(minute => !SystemNames.IsOurs(minute.Workflow))], hour, await queues, await findings);
    }
}
