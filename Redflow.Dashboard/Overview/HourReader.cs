using Redflow.Client;
using Redflow.Dashboard.Live;

namespace Redflow.Dashboard.Overview;

/// <summary>Reads what happened in the last hour, once a second at most for all pages and viewers together.</summary>
internal sealed class HourReader
{
    private readonly TimeProvider _time;
    private readonly MinuteWindow _window;
    private readonly Shared<HourStats> _hour;

    public HourReader(RedflowClient client, TimeProvider time)
    {
        (_time, _window) = (time, new(client));
        _hour = new(TimeSpan.FromSeconds(1), time, ReadAsync);
    }

    public Task<HourStats> ReadAsync(CancellationToken cancellationToken) => _hour.ReadAsync(cancellationToken);

    private async Task<HourStats> ReadAsync()
    {
        var hour = LastHour.At(_time.GetUtcNow());
        return new(hour, [.. (await _window.ReadAsync(hour.From, hour.End)).Where(minute => !SystemNames.IsOurs(minute.Workflow))]);
    }
}
