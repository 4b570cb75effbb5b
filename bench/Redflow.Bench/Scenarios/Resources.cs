using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using Redflow.Bench.Rows;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// What worker, scheduler and Redis take when there is much of something: runs that wait, steps of a run, children, large payloads. Each is a process
/// of its own.
/// </summary>
internal static class Resources
{
    private const int Tenth = 10;

    /// <summary>How often to look whether something is done.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task MeasureAsync(Measurement measurement)
    {
        await WaitingRuns.MeasureAsync(measurement);
        await measurement.EndProcessesAsync();
        await LongRuns.MeasureAsync(measurement);
        await ManyChildren.MeasureAsync(measurement);
        await LargePayloads.MeasureAsync(measurement);
    }

    /// <summary>A tenth of a size and the size: what grows faster than that is seen.</summary>
    public static IEnumerable<int> Sizes(int size) => new[] { Math.Max(1, size / Tenth), size }.Distinct();

    /// <summary>What a worker is told that has the workflows of these cases.</summary>
    public static WorkerSettings WorkerSettingsOf(Measurement measurement) => measurement.WorkerSettings with { Resources = true };

    /// <summary>By how much the server's memory has grown for each of so many things.</summary>
    public static double? Each(long? before, long? after, int count) => Rounded.To(0, (after - before) / (double?)count);

    /// <summary>Waits until nothing is owed any more.</summary>
    public static Task DeliveredAsync(Measurement measurement) =>
        measurement.UntilAsync(async () => await measurement.Server.CountOwedAsync() == 0, Look, "all effects are delivered");

    /// <summary>Describes what a case took, as far as it is the same for all.</summary>
    public static async Task<Footprint> DescribeAsync(ChildProcess worker, ChildProcess scheduler, ServerWatch watch)
    {
        await watch.EndAsync();
        return new()
        {
            Seconds = new Dictionary<string, double>(),
            Worker = await ProcessMemory.ReadAsync(worker),
            Scheduler = await ProcessMemory.ReadAsync(scheduler),
            RedisPeak = watch.Peak,
            LongestCallMs = watch.LongestMs,
            LongestCall = watch.Longest,
        };
    }
}
