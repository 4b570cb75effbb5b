namespace Redflow.Bench.Scenarios;

/// <summary>What emits and claims cost when there is much of everything: runs in the queue, limited workflows, workers.</summary>
internal static class Growth
{
    private static readonly int[] Backlogs = [10, 1_000, 100_000, 1_000_000];
    private static readonly int[] LimitedWorkflows = [1, 100, 10_000];
    private static readonly int[] Workers = [1, 4, 16];

    public static async Task MeasureAsync(Measurement measurement)
    {
        foreach (var backlog in Backlogs.Where(IsAsked))
        {
            await GrowingBacklog.MeasureAsync(measurement, backlog);
            await measurement.EndProcessesAsync();
        }

        foreach (var limited in LimitedWorkflows.Where(IsAsked))
        {
            await GrowingLimits.MeasureAsync(measurement, limited);
            await measurement.EndProcessesAsync();
        }

        if (IsAsked(LimitedWorkflows[^1]))
        {
            await GrowingLimits.MeasureAsync(measurement, LimitedWorkflows[^1], limited: false);
            await measurement.EndProcessesAsync();
        }

        foreach (var workers in Workers.Where(workers => workers <= measurement.Options.MaxWorkers))
        {
            await GrowingWorkers.MeasureAsync(measurement, workers);
            await measurement.EndProcessesAsync();
        }

        bool IsAsked(int number) => number <= measurement.Options.MaxBacklog;
    }
}
