using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Redflow.Bench.Servers;

/// <summary>A server on a free loopback port, in a folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, int port, string folder)
    {
        _process = process;
        _folder = folder;
        Port = port;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int Id => _process.Id;

    public static ServerProcess Start(ServerProgram program)
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("redflow-bench-").FullName;
        var start = new ProcessStartInfo(program.Program, program.Arguments(port, folder))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, port, folder);
    }

    /// <summary>Waits until it takes connections.</summary>
    /// <exception cref="BenchException">It has ended instead, or takes none in time.</exception>
    public async Task ListensAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (!await TakesConnectionsAsync())
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(); // For all of its output.
                throw Failed($"has ended with exit code {_process.ExitCode} instead of starting");
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw Failed($"takes no connections {Limit.TotalSeconds} s after its start");
            }

            await Task.Delay(Look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private BenchException Failed(string how) => new($"{_process.StartInfo.FileName} {how}: {string.Join('\n', _lastLines)}");

    private async Task<bool> TakesConnectionsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (!string.IsNullOrEmpty(line.Data))
        {
            _lastLines.Enqueue(line.Data);
        }

        while (_lastLines.Count > LinesKept)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
