using System.Runtime.InteropServices;

namespace Redflow.Testing.Processes;

/// <summary>Signals to a process: those that .NET's own <c>Process</c> can't send. Each tells whether there is such a process.</summary>
public static class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    // Those of Linux; macOS has others.
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int SigCont = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Asks it to end, as an orderly stop does.</summary>
    public static bool Terminate(int process) => Send(process, SigTerm) == 0;

    /// <summary>Ends it, as kill -9 does.</summary>
    public static bool Kill(int process) => Send(process, SigKill) == 0;

    /// <summary>Holds it: it does nothing, and its connections stay open.</summary>
    public static bool Stop(int process) => Send(process, SigStop) == 0;

    /// <summary>Lets it go on.</summary>
    public static bool Continue(int process) => Send(process, SigCont) == 0;

#pragma warning disable SYSLIB1054, CA5392 // Four calls are no reason for unsafe code; libc is found as the runtime itself finds it.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
#pragma warning restore SYSLIB1054, CA5392
}
