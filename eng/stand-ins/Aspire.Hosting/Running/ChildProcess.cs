using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>One started process: its output, its end, and the two ways to end it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly Process _process;

    private ChildProcess(Process process, Action<string, bool> onLine)
    {
        _process = process;
        Id = process.Id;
        Exit = WatchAsync(onLine);
    }

    public int Id { get; }

    /// <summary>What a signal is sent to: the process's group where it leads one, else the process.</summary>
    public int SignalId => Terminal.ChildrenLeadGroups ? -Id : Id;

    /// <summary>The exit code, once the process has ended and its output is read; 128 + n when signal n ended it.</summary>
    public Task<int> Exit { get; }

    public static ChildProcess Start(LaunchPlan plan, Action<string, bool> onLine)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = plan.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Terminal.StartApart(start, plan.Path, plan.Args);
        foreach (var name in plan.NotInherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{plan.Path}' did not start.");
        process.StandardInput.Close();
        return new ChildProcess(process, onLine);
    }

    /// <summary>Asks the process to end, and ends it if it has not by the deadline.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (Exit.IsCompleted)
        {
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            Terminate();
            using var deadline = new CancellationTokenSource(grace);
            await ((Task)Exit).WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!Exit.IsCompleted)
        {
            Kill();
        }

        await Exit.ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    private void Terminate()
    {
        // A process that has only just been started may not lead its group yet.
        if (!Signals.Terminate(SignalId))
        {
            Signals.Terminate(Id);
        }
    }

    private void Kill()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            Signals.Kill(SignalId);
        }
    }

    private async Task<int> WatchAsync(Action<string, bool> onLine)
    {
        using var closing = new CancellationTokenSource();
        var output = Task.WhenAll(
            ReadAsync(_process.StandardOutput, line => onLine(line, false), closing.Token),
            ReadAsync(_process.StandardError, line => onLine(line, true), closing.Token));
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var exitCode = _process.ExitCode;
        if (Terminal.ChildrenLeadGroups)
        {
            // What the process started and left behind.
            Signals.Kill(SignalId);
        }

        // Where there are no groups, a grandchild may hold the pipes open after the process itself is gone.
        closing.CancelAfter(OutputGrace);
        await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            onLine(line);
        }
    }
}
