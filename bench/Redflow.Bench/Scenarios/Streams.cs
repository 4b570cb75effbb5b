using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Servers;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Readers of the Api's event stream, while a thousand changes of runs a second are made: what they get, and whether the Api's memory grows.</summary>
internal static class Streams
{
    /// <summary>Each run is emitted, claimed and ended: three changes.</summary>
    private const int RunsPerTick = 34;

    private const int Parts = 5;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public static async Task MeasureAsync(Measurement measurement)
    {
        var (count, seconds) = (measurement.Options.Readers, measurement.Options.Seconds);
        await measurement.ResetAsync();
        var api = await measurement.StartApiAsync();
        var worker = await measurement.StartWorkerAsync(new(0));
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();
        await using var readers = await StreamReaders.OpenAsync(api, count, measurement.CancellationToken);
        var (before, apiMs, redis) = (Memory(api), ProcessCpu.ReadMs(api.Id), await measurement.Server.CountAsync());

        var resident = await EmitAsync(measurement, api, readers, TimeSpan.FromSeconds(seconds));

        double PerSecond(double total) => Rounded.To(1, total / seconds);
        double Cores(double? ms) => Rounded.To(2, ms / 1000 / seconds) ?? 0;
        measurement.Add(measurement.NewRow("streams") with
        {
            Streams = new(
                count,
                seconds,
                PerSecond(readers.LeastChanges),
                PerSecond(readers.Events),
                PerSecond(readers.Bytes),
                readers.Missed,
                Cores(ProcessCpu.ReadMs(api.Id) - apiMs),
                Cores((await measurement.Server.CountAsync()).CpuMs - redis.CpuMs),
                before,
                [.. resident.Chunk(Math.Max(1, (resident.Count + Parts - 1) / Parts)).Select(Median)],
                ProcessMemory.ReadPeak(api.Id) ?? 0),
        });
    }

    /// <summary>Emits runs at their rate.</summary>
    /// <returns>The Api's resident memory, as it was seen at each tick.</returns>
    private static async Task<IReadOnlyList<long>> EmitAsync(Measurement measurement, RunningServer api, StreamReaders readers, TimeSpan during)
    {
        var resident = new List<long>();
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick);
        for (var emitted = 0; Stopwatch.GetElapsedTime(started) < during; await timer.WaitForNextTickAsync(measurement.CancellationToken))
        {
            readers.ThrowIfEnded();
            var due = RunsPerTick * (1 + (int)(Stopwatch.GetElapsedTime(started) / Tick));
            await measurement.EmitAsync(new(BenchWorkflows.NoOp, due - emitted, InFlight: 1) { Bulk = due - emitted });
            emitted = due;
            resident.Add(Memory(api));
        }

        return resident;
    }

    private static long Memory(RunningServer api) => ProcessMemory.ReadNow(api.Id) ?? 0;

    private static long Median(long[] values) => values.Order().ElementAt(values.Length / 2);
}
