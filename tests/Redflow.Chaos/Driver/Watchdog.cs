using System.Diagnostics;
using System.Globalization;

namespace Redflow.Chaos.Driver;

/// <summary>
/// Ends all processes when the driver is killed: a stopped one would not see that its input has ended, and a server never does. It is a
/// shell that reads the ids of the processes until the driver has gone.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script = "trap '' INT TERM; while read id; do ids=\"$ids $id\"; done; kill -9 $ids";

    private readonly Process _shell;

    public Watchdog()
    {
        var start = new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardError = true };
        _shell = Process.Start(start)!;
    }

    /// <summary>Has it watch one more process.</summary>
    public void Watch(int process)
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(process.ToString(CultureInfo.InvariantCulture));
            _shell.StandardInput.Flush();
        }
    }

    /// <summary>Ends it: all that it watched has ended.</summary>
    public void Dispose()
    {
        _shell.Kill();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
