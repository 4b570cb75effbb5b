using System.Diagnostics;

namespace Redflow.Microbench;

/// <summary>
/// Prints what a run costs in processor time, over all threads, and in allocations. BenchmarkDotNet tells the time that passes: on several processors,
/// and on a machine that has other work, that is something else.
/// </summary>
internal static class ProcessorTime
{
    private const int Runs = 200_000;

    private static readonly Dictionary<string, (string Workflow, CommitAnswers Commits)> Scenarios = new()
    {
        ["no-op"] = ("no-op", CommitAnswers.AtOnce),
        ["three-steps"] = ("three-steps", CommitAnswers.AtOnce),
        ["three-steps-that-yield"] = ("three-steps", CommitAnswers.Later),
    };

    /// <param name="rounds">How often each is measured.</param>
    /// <param name="scenarios">Which; none for all.</param>
    public static async Task PrintAsync(int rounds, IReadOnlyCollection<string> scenarios)
    {
        foreach (var scenario in scenarios.Count > 0 ? scenarios : Scenarios.Keys)
        {
            await PrintAsync(scenario, rounds);
        }
    }

    private static async Task PrintAsync(string scenario, int rounds)
    {
        var (workflow, commits) = Scenarios[scenario];
        await using var rig = await PassRig.StartAsync(workflow, commits);
        await rig.RunAsync(Runs);
        for (var round = 1; round <= rounds; round++)
        {
            using var process = Process.GetCurrentProcess();
            var (cpu, wall, bytes) = (process.TotalProcessorTime, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            await rig.RunAsync(Runs);
            process.Refresh();
            var micros = (process.TotalProcessorTime - cpu).TotalMicroseconds / Runs;
            Console.WriteLine(
                $"{scenario}: {micros:0.00} µs of processor time, {Stopwatch.GetElapsedTime(wall).TotalMicroseconds / Runs:0.00} µs, "
                + $"{(GC.GetTotalAllocatedBytes() - bytes) / Runs:N0} bytes");
        }
    }
}
