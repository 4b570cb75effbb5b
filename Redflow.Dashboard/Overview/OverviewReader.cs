using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>Reads what the overview shows, once a second at most for all viewers together; how the server is once in five, and what the doctor says once in thirty.</summary>
internal sealed class OverviewReader
{
    private const int MaxQueues = 50;

    private readonly RedflowClient _client;
    private readonly HourReader _hour;
    private readonly Shared<SystemState> _state;
    private readonly Shared<StoreServer?> _server;
    private readonly Shared<IReadOnlyList<StoreFinding>> _findings;

    public OverviewReader(RedflowClient client, HourReader hour, TimeProvider time)
    {
        (_client, _hour) = (client, hour);
        _state = new(TimeSpan.FromSeconds(1), time, ReadAsync);
        _server = new(TimeSpan.FromSeconds(5), time, () => client.DescribeServerAsync());
        _findings = new(TimeSpan.FromSeconds(30), time, () => client.DiagnoseAsync());
    }

    public Task<SystemState> ReadAsync(CancellationToken cancellationToken) => _state.ReadAsync(cancellationToken);

    /// <summary>What the doctor says alone.</summary>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken) => _findings.ReadAsync(cancellationToken);

    private async Task<SystemState> ReadAsync()
    {
        var stats = _client.GetStatsAsync();
        var hour = _hour.ReadAsync(CancellationToken.None);
        var queues = _client.ListQueuesAsync(new() { Limit = MaxQueues });
        var server = _server.ReadAsync(CancellationToken.None);
        var findings = _findings.ReadAsync(CancellationToken.None);
        await Task.WhenAll(stats, hour, queues, server, findings);
        return SystemState.Of(await stats, await hour, await queues) with { Server = await server, Findings = await findings };
    }
}
