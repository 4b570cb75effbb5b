using System.Diagnostics;
using System.Globalization;

namespace Redflow.Bench.Measures;

/// <summary>How much all processes of the machine have worked since it started.</summary>
/// <param name="At">When, in ticks of the stopwatch.</param>
internal sealed record MachineLoad(long At, double BusyMs, double StealMs)
{
    // user nice system idle iowait irq softirq steal
    private static readonly int[] BusyFields = [0, 1, 2, 5, 6];
    private const int StealField = 7;

    /// <summary>Reads it; all zero where there is no /proc.</summary>
    public static MachineLoad Read()
    {
        var fields = File.Exists("/proc/stat")
            ? File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            : ["0", "0", "0", "0", "0", "0", "0", "0"];
        double Ms(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture) * ProcessCpu.TickMs;
        return new(Stopwatch.GetTimestamp(), BusyFields.Sum(Ms), Ms(StealField));
    }

    /// <summary>What it would be if the time between two other readings had passed too.</summary>
    public MachineLoad Plus(MachineLoad before, MachineLoad after) =>
        new(At + after.At - before.At, BusyMs + after.BusyMs - before.BusyMs, StealMs + after.StealMs - before.StealMs);

    /// <summary>How many cores were in use between two readings.</summary>
    /// <param name="ownMs">What was used by ourselves, and does not count.</param>
    public static Noise Between(MachineLoad before, MachineLoad after, double ownMs)
    {
        var ms = Stopwatch.GetElapsedTime(before.At, after.At).TotalMilliseconds;
        return new(
            Rounded.To(2, Math.Max(0, (after.BusyMs - before.BusyMs - ownMs) / ms)),
            Rounded.To(2, (after.StealMs - before.StealMs) / ms));
    }
}
