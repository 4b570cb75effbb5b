using System.Diagnostics;
using System.Globalization;

namespace Redflow.StandIns.Tests.Hosting;

internal static class Processes
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    public static bool IsRunning(int pid)
    {
        // A process that nobody has waited for yet is a zombie: gone, but for its number.
        var status = $"/proc/{pid}/stat";
        try
        {
            return StateOf(File.ReadAllText(status)) != "Z";
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static async Task GoneAsync(IEnumerable<int> pids)
    {
        using var timer = new PeriodicTimer(Turn);
        foreach (var pid in pids)
        {
            while (IsRunning(pid))
            {
                await timer.WaitForNextTickAsync(Bounded.Token());
            }
        }
    }

    public static int[] ChildrenOf(int pid) =>
    [
        .. Process.GetProcesses().Select(p => p.Id).Where(id => ParentOf(id) == pid),
    ];

    private static int? ParentOf(int pid)
    {
        try
        {
            var fields = Fields(File.ReadAllText($"/proc/{pid}/stat"));
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string StateOf(string stat) => Fields(stat)[0];

    // The second field is the name in parentheses, which may hold anything.
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
}
