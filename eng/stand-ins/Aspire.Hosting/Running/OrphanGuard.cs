using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>
/// Ends the children of an AppHost that was killed. A shell reads the ids of all running children from a pipe; when the AppHost dies,
/// however it dies, the kernel closes the pipe, and the shell sends the rest SIGTERM and, ten seconds later, SIGKILL.
/// </summary>
/// <remarks>
/// PR_SET_PDEATHSIG would do the same with less, but it fires when the forking <em>thread</em> ends, and Process.Start forks on whichever
/// pool thread it runs. Between a child's start and the line that names it lies a gap of microseconds. Not on Windows.
/// </remarks>
internal sealed class OrphanGuard : IAsyncDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        ids=
        while read -r op id; do
          kept=
          for i in $ids; do [ "$i" = "$id" ] || kept="$kept $i"; done
          ids=$kept
          [ "$op" = - ] || ids="$ids $id"
        done
        [ -n "$ids" ] || exit 0
        kill -s TERM -- $ids 2>/dev/null
        turns=0
        while [ $turns -lt 50 ] && kill -s 0 -- $ids 2>/dev/null; do sleep 0.2; turns=$((turns + 1)); done
        for i in $ids; do kill -s KILL -- "$i" 2>/dev/null; done
        """;

    private readonly Lock _lock = new();
    private Process? _shell;

    public void Watch(ChildProcess child) => Tell('+', child);

    public void Forget(ChildProcess child) => Tell('-', child);

    public async ValueTask DisposeAsync()
    {
        if (_shell is { } shell)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync().ConfigureAwait(false);
            shell.Dispose();
        }
    }

    private void Tell(char operation, ChildProcess child)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        lock (_lock)
        {
            _shell ??= StartShell();
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation} {child.SignalId}"));
            _shell.StandardInput.Flush();
        }
    }

    private static Process StartShell()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true };
        Terminal.StartApart(start, "/bin/sh", ["-c", Script]);
        return Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
    }
}
