using System.Globalization;

namespace Redflow.Bench.Measures;

/// <summary>The CPU time of processes, as Linux counts it.</summary>
internal static class ProcessCpu
{
    /// <summary>Milliseconds in a tick of /proc.</summary>
    public const int TickMs = 10;

    private const int UserField = 11;

    /// <summary>What a process has used, in milliseconds; 0 for one that is gone, and where there is no /proc.</summary>
    public static double ReadMs(int pid)
    {
        try
        {
            // The name, in parentheses, may hold anything.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Ticks(fields[UserField]) + Ticks(fields[UserField + 1])) * TickMs;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double Ticks(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
