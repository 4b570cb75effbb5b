using System.Diagnostics;

namespace Redflow.Microbench;

/// <summary>
/// Prints what a run costs in processor time, over all threads, and in allocations. BenchmarkDotNet tells the time that passes: on several processors,
/// and on a machine that has other work, that is something else.
/// </summary>
internal static class ProcessorTime
{
    private const int Runs = 200_000;

    public static async Task PrintAsync(int rounds)
    {
        await PrintAsync("no-op", CommitAnswers.AtOnce, rounds);
        await PrintAsync("three-steps", CommitAnswers.AtOnce, rounds);
        await PrintAsync("three-steps", CommitAnswers.Later, rounds);
    }

    private static async Task PrintAsync(string workflow, CommitAnswers commits, int rounds)
    {
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
                $"{workflow}, commits answered {commits}: {micros:0.00} µs of processor time, {Stopwatch.GetElapsedTime(wall).TotalMicroseconds / Runs:0.00} µs, "
                + $"{(GC.GetTotalAllocatedBytes() - bytes) / Runs:N0} bytes");
        }
    }
}
