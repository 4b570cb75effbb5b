using System.Globalization;
using Redflow.Bench.Processes;

namespace Redflow.Bench.Measures;

/// <summary>The memory of a process, in bytes.</summary>
/// <param name="Peak">The most that was resident since its start; null where there is no /proc.</param>
/// <param name="Heap">What is alive in its managed heap, after a full collection.</param>
internal sealed record ProcessMemory(long? Peak, long Heap)
{
    private const string PeakField = "VmHWM:";
    private const string NowField = "VmRSS:";

    public static async Task<ProcessMemory> ReadAsync(ChildProcess process)
    {
        var peak = ReadPeak(process.Id);
        return new(peak, await process.AskAsync<long>("heap"));
    }

    /// <summary>Reads the most that was resident.</summary>
    public static long? ReadPeak(int pid) => Read(pid, PeakField);

    /// <summary>Reads what is resident.</summary>
    public static long? ReadNow(int pid) => Read(pid, NowField);

    private static long? Read(int pid, string field)
    {
        var status = $"/proc/{pid}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) : null;
        return line is null ? null : 1024 * long.Parse(line.AsSpan(field.Length).Trim(" \tkB"), CultureInfo.InvariantCulture);
    }
}
