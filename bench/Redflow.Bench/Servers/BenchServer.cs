using System.Globalization;
using Redflow.Bench.Measures;
using Redflow.Bench.Processes;
using StackExchange.Redis;

namespace Redflow.Bench.Servers;

/// <summary>The Redis that is measured on: empty when the bench comes to it, and when it goes.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ConnectionMultiplexer _multiplexer;
    private readonly IDatabase _database;
    private readonly Started? _started;

    private BenchServer(string connectionString, ConnectionMultiplexer multiplexer, Started? started)
    {
        ConnectionString = connectionString;
        _multiplexer = multiplexer;
        _database = multiplexer.GetDatabase();
        _started = started;
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
    public static Task<BenchServer> UseAsync(string address, CancellationToken cancellationToken) => OpenAsync(address, started: null, cancellationToken);

    /// <summary>Starts a server.</summary>
    /// <param name="name"><c>redis</c> or <c>garnet</c>; null for the first that there is.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="BenchException">It does not start.</exception>
    public static async Task<BenchServer> StartAsync(string? name, CancellationToken cancellationToken)
    {
        name ??= ServerProgram.Default;
        ServerProgram.Get(name);
        var keeper = ChildProcess.Start(Roles.Server, new ServerSettings(name));
        try
        {
            var running = await keeper.AskAsync<RunningServer>("server", cancellationToken: cancellationToken);
            return await OpenAsync($"127.0.0.1:{running.Port}", new(keeper, running.Id), cancellationToken);
        }
        catch
        {
            await keeper.EndAsync();
            throw;
        }
    }

    /// <summary>Removes everything.</summary>
    public Task EmptyAsync() => _database.ExecuteAsync("FLUSHALL");

    /// <summary>Reads what it has done and holds. Garnet counts neither CPU nor, by default, bytes on the wire.</summary>
    public async Task<ServerReading> CountAsync()
    {
        var counters = ServerReading.Parse(await InfoAsync());
        return IsGarnet
            ? counters with { CpuMs = _started is null ? null : ProcessCpu.ReadMs(_started.Id), UserMs = null, BytesIn = null, BytesOut = null }
            : counters;
    }

    /// <summary>Loads a script.</summary>
    /// <returns>Its digest.</returns>
    public async Task<byte[]> LoadAsync(string script) => Convert.FromHexString((string)(await _database.ExecuteAsync("SCRIPT", "LOAD", script))!);

    /// <summary>Counts the runs under the lease of any worker. Unlike the engine's own counts, it takes no longer the more workflows there are.</summary>
    public async Task<long> CountLeasedAsync()
    {
        var workers = await _database.SortedSetRangeByRankAsync("{redflow:0}:workers");
        return (await Task.WhenAll(workers.Select(worker => _database.SetLengthAsync($"{{redflow:0}}:l:{worker}")))).Sum();
    }

    /// <summary>Counts what runs owe each other and is not delivered yet.</summary>
    public Task<long> CountOwedAsync() => _database.SortedSetLengthAsync("{redflow:0}:outbox");

    /// <summary>What a key takes, in bytes; null where there is none of that name.</summary>
    public async Task<long?> MeasureKeyAsync(string key) => (long?)await _database.ExecuteAsync("MEMORY", "USAGE", key);

    public async ValueTask DisposeAsync()
    {
        if (_started is null)
        {
            await LeaveEmptyAsync();
        }

        _multiplexer.Dispose();
        if (_started is not null)
        {
            await _started.Keeper.EndAsync();
        }
    }

    private async Task LeaveEmptyAsync()
    {
        try
        {
            if (_multiplexer.IsConnected)
            {
                await EmptyAsync();
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // It has gone meanwhile: the measurements have said so.
        }
    }

    private static async Task<BenchServer> OpenAsync(string address, Started? started, CancellationToken cancellationToken)
    {
        var connectionString = $"{address},abortConnect=false,connectTimeout=5000,syncTimeout=60000";
        var multiplexer = await ConnectionMultiplexer.ConnectAsync($"{connectionString},allowAdmin=true");
#pragma warning disable CS0618 // Inert in 2.x; in 1.2.6 a blocked continuation would hold up all others.
        multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        var server = new BenchServer(connectionString, multiplexer, started);
        try
        {
            await server.AnswersAsync(started is null ? TimeSpan.FromSeconds(5) : StartLimit, address, cancellationToken);
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
                if (DateTime.UtcNow > end)
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

    /// <param name="Keeper">The process that keeps the server.</param>
    /// <param name="Id">The server's process.</param>
    private sealed record Started(ChildProcess Keeper, int Id);
}
