using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

internal static partial class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>A negative id addresses the process group. False when there is nothing of that id.</summary>
    public static bool Terminate(int id) => Send(id, SigTerm) == 0;

    public static bool Kill(int id) => Send(id, SigKill) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int id, int signal);
}
