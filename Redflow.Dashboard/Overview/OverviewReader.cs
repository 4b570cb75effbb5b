using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>Reads what the overview shows, once a second at most for all viewers together; how the server is once in five, and what the doctor says once in thirty.</summary>
internal sealed class OverviewReader
{
    private const int Minutes = 60;
    private const int MaxQueues = 50;

    private readonly RedflowClient _client;
    private readonly TimeProvider _time;
    private readonly MinuteWindow _minutes;
    private readonly Shared<SystemState> _state;
    private readonly Shared<StoreServer?> _server;
    private readonly Shared<IReadOnlyList<StoreFinding>> _findings;

    public OverviewReader(RedflowClient client, TimeProvider time)
    {
        (_client, _time, _minutes) = (client, time, new(client));
        _state = new(TimeSpan.FromSeconds(1), time, ReadAsync);
        _server = new(TimeSpan.FromSeconds(5), time, () => client.DescribeServerAsync());
        _findings = new(TimeSpan.FromSeconds(30), time, () => client.DiagnoseAsync());
    }

    public Task<SystemState> ReadAsync(CancellationToken cancellationToken) => _state.ReadAsync(cancellationToken);

    /// <summary>What the doctor says alone.</summary>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken) => _findings.ReadAsync(cancellationToken);

    private async Task<SystemState> ReadAsync()
    {
        var now = _time.GetUtcNow();
        var end = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        var from = end.AddMinutes(-Minutes);
        var stats = _client.GetStatsAsync();
        var minutes = _minutes.ReadAsync(from, end);
        var queues = _client.ListQueuesAsync(new() { Limit = MaxQueues });
        var server = _server.ReadAsync(CancellationToken.None);
        var findings = _findings.ReadAsync(CancellationToken.None);
        await Task.WhenAll(stats, minutes, queues, server, findings);
        var state = SystemState.Of(await stats, [.. (await minutes).Where(minute => !SystemNames.IsOurs(minute.Workflow))], from, Minutes, await queues);
        return state with { Server = await server, Findings = await findings };
    }
}
