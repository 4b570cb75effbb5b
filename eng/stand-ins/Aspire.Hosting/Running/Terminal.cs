using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>
/// Starts processes in a session of their own where <c>setsid</c> is to be had (Linux): ctrl-C in the terminal then reaches the AppHost
/// alone, which stops its resources in order, and a signal to the group reaches a resource's own children too. Elsewhere the children
/// receive ctrl-C along with the AppHost and stop at the same time.
/// </summary>
internal static class Terminal
{
    private static readonly string? SetSid = OperatingSystem.IsWindows() ? null : CommandPath.Find("setsid", Directory.GetCurrentDirectory());

    public static bool ChildrenLeadGroups => SetSid is not null;

    public static void StartApart(ProcessStartInfo start, string command, IEnumerable<string> args)
    {
        start.FileName = SetSid ?? command;
        if (SetSid is not null)
        {
            // setsid does not fork for a process that leads no group yet: the process id stays that of the command.
            start.ArgumentList.Add(command);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }
    }
}
