using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Testing;

/// <summary>A Redis-compatible server of a test's own: a process on a free loopback port, gone with the test.</summary>
public abstract class TestServer : IStoreServer, IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private Process? _process;
    private ConnectionMultiplexer? _multiplexer;

    protected TestServer()
    {
        Port = FreePort();
        Folder = Directory.CreateTempSubdirectory("redflow-test-").FullName;
    }

    public int Port { get; }

    /// <summary>The id of its process, while it runs.</summary>
    public int ProcessId => _process!.Id;

    public virtual string ConnectionString => ConnectionStringOf(Port);

    public IConnectionMultiplexer Multiplexer => _multiplexer ?? throw new SkipException(SkipReason);

    /// <summary>Why the server can't be started on this machine; null when it can.</summary>
    public abstract string? SkipReason { get; }

    /// <summary>How many partitions its stores have.</summary>
    protected virtual int Partitions => 1;

    protected string Folder { get; }

    public TestStore CreateStore() => new RedisTestStore(Multiplexer, Partitions);

    public IRedflowStore OpenStore(string prefix) => new RedisStore(Multiplexer, new() { Prefix = prefix, Partitions = Partitions }, TimeProvider.System);

    public void AddStore(IHostApplicationBuilder builder, string prefix)
    {
        builder.Services.AddSingleton(Multiplexer);
        builder.Configuration["Aspire:Redflow:Client:Prefix"] = prefix;
        builder.Configuration["Aspire:Redflow:Client:Partitions"] = $"{Partitions}";
    }

    public async Task InitializeAsync()
    {
        if (SkipReason is null)
        {
            await StartAsync();
        }
    }

    /// <summary>Starts the server, again after a <see cref="Kill"/>, on the same port and data.</summary>
    public async Task StartAsync()
    {
        Spawn();
        _multiplexer ??= await ConnectAsync();
        await ConnectedAsync();
    }

    /// <summary>Tells whether it answers, which it does not while it starts or loads its data.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return (await RespCall.SendAsync(Port, ["PING"], cancellationToken)).Text == "PONG";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Lists the keys that match a pattern. The client library's own way blocks the thread for each page.</summary>
    public async Task<IReadOnlyList<string>> ListKeysAsync(string pattern) => (string[])(await Multiplexer.GetDatabase().ExecuteAsync("KEYS", pattern))!;

    /// <summary>Starts the server's process, and does not wait for it to answer.</summary>
    public void Spawn()
    {
        var (program, arguments) = Command();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The databases that hold keys, as INFO lists them.</summary>
    public async Task<string> KeyspaceAsync()
    {
        var info = (string)(await Multiplexer.GetDatabase().ExecuteAsync("INFO", "keyspace"))!;
        return string.Join('\n', info.Split("\r\n").Skip(1)).Trim();
    }

    /// <summary>How many times each command was executed so far, by clients and by scripts.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountCommandsAsync()
    {
        var info = (string)(await Multiplexer.GetDatabase().ExecuteAsync("INFO", "commandstats"))!;
        return info.Split("\r\n")
            .Where(line => line.StartsWith("cmdstat_", StringComparison.Ordinal))
            .Select(line => line["cmdstat_".Length..].Split(":calls="))
            .ToDictionary(parts => parts[0], parts => long.Parse(parts[1].Split(',')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>Returns when all that was answered so far survives a <see cref="Kill"/>.</summary>
    public virtual Task PersistAsync() => Task.CompletedTask;

    /// <summary>Kills the server, as kill -9 does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    internal static string ConnectionStringOf(int port) => $"127.0.0.1:{port},abortConnect=false,connectTimeout=5000,syncTimeout=5000";

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(ConnectionString);

    internal static async Task<ConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(connectionString);
#pragma warning disable CS0618 // Inert in 2.x; in 1.2.6 a blocked continuation would hold up all others.
        multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        return multiplexer;
    }

    public Task DisposeAsync()
    {
        _multiplexer?.Dispose();
        Kill();
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    protected abstract (string Program, IEnumerable<string> Arguments) Command();

    private async Task ConnectedAsync()
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            try
            {
                await _multiplexer!.GetDatabase().PingAsync().WaitAsync(timeout.Token);
                return;
            }
            catch (Exception exception) when (exception is RedisException or SocketException or TimeoutException && !timeout.IsCancellationRequested)
            {
                Assert.False(_process!.HasExited, "The server did not start.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
