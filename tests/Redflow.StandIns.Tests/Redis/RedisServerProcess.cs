using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Redflow.StandIns.Tests.Redis;

/// <summary>A redis-server of one test's own, on a free port of the loopback interface, without persistence.</summary>
internal sealed class RedisServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string _executable;
    private readonly string? _password;
    private Process? _process;

    private RedisServerProcess(string executable, string? password)
    {
        _executable = executable;
        _password = password;
        Port = FreePort();
    }

    public int Port { get; }

    public string ConnectionString => _password is null ? $"127.0.0.1:{Port}" : $"127.0.0.1:{Port},password={_password}";

    public static async Task<RedisServerProcess> StartOrSkipAsync(string? password = null)
    {
        var executable = FindOnPath("redis-server");
        Skip.If(executable is null, "redis-server is not on the PATH");

        var server = new RedisServerProcess(executable!, password);
        await server.StartAsync();
        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(_executable) { RedirectStandardOutput = true };
        string[] arguments = ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
        string[] authentication = _password is null ? [] : ["--requirepass", _password];
        foreach (var argument in arguments.Concat(authentication))
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        await UntilReadyAsync(_process.StandardOutput).WaitAsync(Patience);
    }

    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();

    private static async Task UntilReadyAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("redis-server ended before it was ready.");
    }

    private static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
