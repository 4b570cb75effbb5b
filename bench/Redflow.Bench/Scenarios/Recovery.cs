using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Redflow.Bench.Measures;
using Redflow.Bench.Rows;
using Redflow.Bench.Workflows;
using Redflow.Hosting;

namespace Redflow.Bench.Scenarios;

/// <summary>
/// kill -9 of a worker while it holds runs and a second one is idle, until all of them have started there. The second one runs the
/// scheduler too.
/// </summary>
internal static class Recovery
{
    private const int Held = 50;

    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(60);

    // The moment of the kill should not always be the same one between two renewals.
    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan MostRest = TimeSpan.FromSeconds(2.5);

    /// <summary>The shortest lease that a worker may have.</summary>
    public static TimeSpan ShortestLease => TimeSpan.Parse(
        (string)typeof(RedflowWorkerOptions).GetProperty(nameof(RedflowWorkerOptions.LeaseDuration))!.GetCustomAttribute<RangeAttribute>()!.Minimum,
        CultureInfo.InvariantCulture);

    public static async Task MeasureAsync(Measurement measurement)
    {
        await MeasureAsync(measurement, "crash-short", ShortestLease, ShortLimit);
        await MeasureAsync(measurement, "crash-default", lease: null, DefaultLimit);
    }

    private static async Task MeasureAsync(Measurement measurement, string metric, TimeSpan? lease, TimeSpan limit)
    {
        var settings = measurement.WorkerSettings with { Concurrency = Held, Lease = lease };
        await measurement.ResetAsync();
        var holder = await measurement.StartWorkerAsync(new(Held), settings with { Holds = true });
        await holder.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await measurement.EmitAsync(new(BenchWorkflows.Hold, Held, Held));
        await holder.AskAsync("started", cancellationToken: measurement.CancellationToken);
        var other = await measurement.StartWorkerAsync(new(Held), settings with { Schedules = true });
        await other.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await Task.Delay(LeastRest + (Random.Shared.NextDouble() * (MostRest - LeastRest)), measurement.CancellationToken);

        var killed = Stopwatch.GetTimestamp();
        holder.Kill();
        var starts = await measurement.StartedAsync(other, limit);

        measurement.Add(Describe(measurement.NewRow(metric) with { LimitMs = limit.TotalMilliseconds }, starts, killed));
        await measurement.EndProcessesAsync();
    }

    private static Row Describe(Row row, IReadOnlyList<long> starts, long killed)
    {
        var taken = starts.Where(start => start != 0).Select(start => Rounded.To(1, Stopwatch.GetElapsedTime(killed, start).TotalMilliseconds)).ToList();
        return taken.Count == Held
            ? row with { FirstMs = taken.Min(), AllMs = taken.Max() }
            : row with { Recovered = taken.Count, Error = $"Only {taken.Count} of {Held} runs have started on the other worker within {row.LimitMs / 1000} s." };
    }
}
