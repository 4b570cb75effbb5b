using System.Diagnostics;
using System.Globalization;
using Redflow.Chaos.Servers;
using Redflow.Testing;
using Redflow.Testing.Processes;

namespace Redflow.Chaos.Driver;

/// <summary>A process with a role: killed and started again, it is another process of the same place. One that ends by itself is replaced.</summary>
/// <param name="role">Its role.</param>
/// <param name="index">Which of its role it is.</param>
/// <param name="route">Its way to the server.</param>
/// <param name="command">Describes how it is started, the next time after so many.</param>
/// <param name="log">Where it writes to, by all its processes.</param>
internal sealed class RoleProcess(string role, int index, Route route, Func<int, ProcessStartInfo> command, string log) : IAsyncDisposable
{
    // Longer than a host takes at most that has to give up: 30 s.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Lock _gate = new();
    private readonly StreamWriter _log = new(log, append: true) { AutoFlush = true };
    private Process? _process;
    private TaskCompletionSource _ready = new();
    private bool _isToEnd = true;
    private int _started;

    public string Role => role;

    public int Index => index;

    /// <summary>The network between it and the server; null where there is none.</summary>
    public FaultyNetwork? Network => route.Network;

    /// <summary>Is told of each process that has ended by itself: its id and its exit code.</summary>
    public Action<int, int>? EndedByItself { get; set; }

    /// <summary>Is told of each process that does not end when it is asked to.</summary>
    public Action<int>? Hung { get; set; }

    /// <summary>Is told of the id of each process that was started.</summary>
    public Action<int>? Started { get; set; }

    /// <summary>The id of the process that runs, or ran last.</summary>
    public int Id { get; private set; }

    /// <summary>Returns when the process that was started last is ready.</summary>
    /// <exception cref="ChaosException">It ended before it was.</exception>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);

    public void Start()
    {
        lock (_gate)
        {
            var start = command(_started++);
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            var process = new Process { StartInfo = start, EnableRaisingEvents = true };
            _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
            process.OutputDataReceived += Keep;
            process.ErrorDataReceived += Keep;
            process.Exited += (_, _) => Exited(process);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            (_process, Id, _isToEnd) = (process, process.Id, false);
            Started?.Invoke(Id);
        }
    }

    /// <summary>Kills it, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        var process = End();
        Signals.Kill(process.Id);
        await process.WaitForExitAsync();
    }

    /// <summary>Has it end in order; one that does not in time is killed.</summary>
    public async Task TerminateAsync()
    {
        var process = End();
        Signals.Terminate(process.Id);
        using var late = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            Hung?.Invoke(process.Id);
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public void Stop() => Signals.Stop(Id);

    public void Continue() => Signals.Continue(Id);

    /// <summary>Tells it one of <see cref="Orders"/>; one that has just ended does not hear it.</summary>
    public async Task TellAsync(string order)
    {
        try
        {
            await _process!.StandardInput.WriteLineAsync(order);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        await route.DisposeAsync();
        await _log.DisposeAsync();
    }

    private Process End()
    {
        lock (_gate)
        {
            _isToEnd = true;
            return _process!;
        }
    }

    private void Exited(Process process)
    {
        lock (_gate)
        {
            if (_isToEnd || process != _process)
            {
                return;
            }

            EndedByItself?.Invoke(process.Id, process.ExitCode);
            _ready.TrySetException(new ChaosException($"{role} {index} ended with exit code {process.ExitCode} before it was ready: see {log}"));
            Start();
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }

        if (text == Roles.Ready || text.Contains(ApiProgram.Listens, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }

        lock (_log)
        {
            _log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{((Process)sender).Id} {text}"));
        }
    }
}
