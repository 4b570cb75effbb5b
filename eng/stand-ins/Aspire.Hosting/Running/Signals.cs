using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

internal static partial class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    /// <summary>A negative id addresses the process group. An id that is gone is no error.</summary>
    public static void Terminate(int id) => _ = Send(id, SigTerm);

    public static void Kill(int id) => _ = Send(id, SigKill);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int id, int signal);
}
