using System.Globalization;
using Redflow.Bench.Measures;
using StackExchange.Redis;

namespace Redflow.Bench.Servers;

/// <summary>The Redis that is measured on: empty when the bench comes to it, and when it goes.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ConnectionMultiplexer _multiplexer;
    private readonly IDatabase _database;
    private readonly ServerProcess? _process;

    private BenchServer(string connectionString, ConnectionMultiplexer multiplexer, ServerProcess? process)
    {
        ConnectionString = connectionString;
        _multiplexer = multiplexer;
        _database = multiplexer.GetDatabase();
        _process = process;
    }

    /// <summary>A configuration of StackExchange.Redis.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether it is Garnet.</summary>
    public bool IsGarnet { get; private set; }

    /// <summary>Its version, with the name where it is not Redis.</summary>
    public string Version { get; private set; } = "";

    /// <summary>For commands of scenarios that measure the server itself.</summary>
    public IDatabase Database => _database;

    /// <summary>Uses a server that answers.</summary>
    /// <exception cref="BenchException">It does not answer, or holds keys.</exception>
    public static Task<BenchServer> UseAsync(string address, CancellationToken cancellationToken) => OpenAsync(address, process: null, cancellationToken);

    /// <summary>Starts a server.</summary>
    /// <exception cref="BenchException">It does not start.</exception>
    public static async Task<BenchServer> StartAsync(ServerProgram program, CancellationToken cancellationToken)
    {
        var process = ServerProcess.Start(program);
        try
        {
            return await OpenAsync($"127.0.0.1:{process.Port}", process, cancellationToken);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes everything, and begins to count anew.</summary>
    public Task EmptyAsync() => _database.ExecuteAsync("FLUSHALL");

    /// <summary>Reads what it has done and holds. Garnet counts neither CPU nor, by default, bytes on the wire.</summary>
    public async Task<ServerReading> CountAsync()
    {
        var counters = ServerReading.Parse(await InfoAsync());
        return IsGarnet
            ? counters with { CpuMs = _process is null ? null : ProcessCpu.ReadMs(_process.Id), UserMs = null, BytesIn = null, BytesOut = null }
            : counters;
    }

    /// <summary>Loads a script.</summary>
    /// <returns>Its digest.</returns>
    public async Task<byte[]> LoadAsync(string script) => Convert.FromHexString((string)(await _database.ExecuteAsync("SCRIPT", "LOAD", script))!);

    /// <summary>What a key takes, in bytes; null where there is none of that name.</summary>
    public async Task<long?> MeasureKeyAsync(string key) => (long?)await _database.ExecuteAsync("MEMORY", "USAGE", key);

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            await EmptyAsync();
        }

        _multiplexer.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static async Task<BenchServer> OpenAsync(string address, ServerProcess? process, CancellationToken cancellationToken)
    {
        var connectionString = $"{address},abortConnect=false,connectTimeout=5000,syncTimeout=60000";
        var multiplexer = await ConnectionMultiplexer.ConnectAsync($"{connectionString},allowAdmin=true");
#pragma warning disable CS0618 // Inert in 2.x; in 1.2.6 a blocked continuation would hold up all others.
        multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        var server = new BenchServer(connectionString, multiplexer, process);
        try
        {
            await server.AnswersAsync(process is null ? TimeSpan.FromSeconds(5) : StartLimit, address, cancellationToken);
            await server.IdentifyAsync();
            await server.RefuseUnlessEmptyAsync(address);
            return server;
        }
        catch
        {
            multiplexer.Dispose();
            throw;
        }
    }

    private async Task AnswersAsync(TimeSpan limit, string address, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + limit;
        while (true)
        {
            try
            {
                await _database.PingAsync();
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                if (DateTime.UtcNow > end || _process is { HasExited: true })
                {
                    throw new BenchException($"No Redis answers at {address}.");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private async Task IdentifyAsync()
    {
        var info = ServerReading.Fields(await InfoAsync());
        var garnet = info.GetValueOrDefault("garnet_version");
        IsGarnet = garnet is not null;
        Version = garnet is null ? info.GetValueOrDefault("redis_version", "?") : $"Garnet {garnet}";
    }

    /// <summary>What is in it would be lost.</summary>
    private async Task RefuseUnlessEmptyAsync(string address)
    {
        var keys = long.Parse((string)(await _database.ExecuteAsync("DBSIZE"))!, CultureInfo.InvariantCulture);
        if (keys > 0)
        {
            throw new BenchException($"The server at {address} holds {keys} keys. The bench empties its server: give it one of its own.");
        }
    }

    private async Task<string> InfoAsync() => (string)(await _database.ExecuteAsync("INFO", "ALL"))!;
}
