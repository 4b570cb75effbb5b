using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Options;
using Redflow.Bench.Processes;
using Redflow.Bench.Rows;
using Redflow.Bench.Servers;
using Redflow.Bench.Workflows;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Bench.Scenarios;

/// <summary>One measurement of a scenario: its processes, which end with it, and its rows.</summary>
internal sealed class Measurement(BenchOptions options, BenchServer server, Func<string, Row> newRow, Action<Row> onRow, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private readonly List<ChildProcess> _processes = [];
    private readonly List<ChildProcess> _keepers = [];
    private RedflowClient? _client;

    // How long a server is left alone after it was emptied, and before its memory is read.
    private static TimeSpan Rest => TimeSpan.FromMilliseconds(Setting.Read("REST_MS", 300));

    // How long processes are left alone that have just started.
    private static TimeSpan Settle => TimeSpan.FromMilliseconds(Setting.Read("SETTLE_MS", 500));

    public BenchOptions Options => options;

    public BenchServer Server => server;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>How much other processes worked at worst, in cores.</summary>
    public double Loudest { get; private set; }

    /// <summary>What any worker of this bench is told.</summary>
    public WorkerSettings WorkerSettings => new(server.ConnectionString, options.Tracing, options.Metrics) { Concurrency = options.Concurrency };

    /// <summary>The bench's own client, which counts runs.</summary>
    public RedflowClient Client => _client ??= RedflowClient.Connect(server.ConnectionString);

    /// <summary>Emits runs by the bench itself, where what that costs is not asked for.</summary>
    public Task EmitAsync(EmitOrder order) => new Emitter(Client).EmitAsync(order);

    public Row NewRow(string metric) => newRow(metric);

    public void Add(Row row)
    {
        Loudest = Math.Max(Loudest, row.Noise?.Foreign ?? 0);
        onRow(row);
    }

    /// <summary>Empties the server, and has the workflows known to it.</summary>
    public async Task ResetAsync(WorkerSettings? workflows = null)
    {
        await server.EmptyAsync();
        await WorkerHost.RegisterAsync(workflows ?? WorkerSettings, cancellationToken);
        await Task.Delay(Rest, cancellationToken);
    }

    /// <summary>Starts a producer.</summary>
    public Task<ChildProcess> StartProducerAsync() => StartAsync(Roles.Producer, new ProducerSettings(server.ConnectionString, options.Tracing, options.Metrics));

    /// <summary>Starts a scheduler.</summary>
    public Task<ChildProcess> StartSchedulerAsync() => StartAsync(Roles.Scheduler, new SchedulerSettings(server.ConnectionString));

    /// <summary>Starts an Api.</summary>
    public Task<RunningServer> StartApiAsync()
    {
        var keeper = ChildProcess.Start(Roles.Server, new ServerSettings("api", server.ConnectionString));
        _keepers.Add(keeper);
        return keeper.AskAsync<RunningServer>("server", cancellationToken: cancellationToken);
    }

    /// <summary>Starts a worker, which claims nothing yet.</summary>
    public async Task<ChildProcess> StartWorkerAsync(Expectation expectation, WorkerSettings? settings = null)
    {
        var worker = await StartAsync(Roles.Worker, settings ?? WorkerSettings);
        await worker.AskAsync("expect", expectation, cancellationToken);
        return worker;
    }

    /// <summary>Lets processes that have just started come to rest, and opens what will count the runs.</summary>
    public async Task SettleAsync()
    {
        await CountSucceededAsync();
        await Task.Delay(Settle, cancellationToken);
    }

    public Task<Snapshot> SnapAsync(ChildProcess? producer, params IReadOnlyList<ChildProcess> workers) => Snapshot.TakeAsync(server, producer, workers);

    /// <summary>Reads how much memory the server uses, when it has come to rest.</summary>
    public async Task<long?> ReadMemoryAsync()
    {
        await Task.Delay(Rest, cancellationToken);
        return (await server.CountAsync()).Memory;
    }

    /// <summary>Counts the runs that have succeeded.</summary>
    public Task<long> CountSucceededAsync() => CountAsync(RunStatus.Succeeded);

    /// <summary>Counts the runs of a status.</summary>
    public async Task<long> CountAsync(RunStatus status) => (await Client.GetStatsAsync(cancellationToken)).Runs.GetValueOrDefault(status);

    /// <summary>Waits until all runs that a worker expects have started.</summary>
    /// <returns>When each started; 0 for one that has not within the limit.</returns>
    public async Task<IReadOnlyList<long>> StartedAsync(ChildProcess worker, TimeSpan limit)
    {
        var all = worker.AskAsync("started", cancellationToken: cancellationToken);
        await (await Task.WhenAny(all, Task.Delay(limit, cancellationToken)));
        return await worker.AskAsync<IReadOnlyList<long>>("starts", cancellationToken: cancellationToken);
    }

    /// <summary>Waits, once the last handler has returned, until the last run is stored as succeeded.</summary>
    /// <returns>How long it was from the first handler's start, in seconds.</returns>
    public async Task<double> DrainedAsync(ChildProcess worker, long runs)
    {
        var first = await worker.AskAsync<long>("finished", cancellationToken: cancellationToken);
        await SucceededAsync(runs, TimeSpan.FromMilliseconds(1));
        return Stopwatch.GetElapsedTime(first).TotalSeconds;
    }

    /// <summary>Waits until so many runs have succeeded.</summary>
    /// <param name="runs">How many.</param>
    /// <param name="interval">How often to look.</param>
    public Task SucceededAsync(long runs, TimeSpan interval) => UntilAsync(async () => await CountSucceededAsync() >= runs, interval, $"{runs} runs have succeeded");

    /// <summary>Waits, not for ever, until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, TimeSpan interval, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > ChildProcess.Limit)
            {
                throw new BenchException($"Not within {ChildProcess.Limit.TotalMinutes} minutes: {what}.");
            }

            await Task.Delay(interval, cancellationToken);
        }
    }

    /// <summary>Ends all processes, so that others can take their place.</summary>
    public async Task EndProcessesAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _processes.Clear();

        // What they keep would outlive them if they were killed.
        foreach (var keeper in _keepers)
        {
            await keeper.EndAsync();
        }

        _keepers.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await EndProcessesAsync();
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    private async Task<ChildProcess> StartAsync<TSettings>(string role, TSettings settings)
    {
        var process = ChildProcess.Start(role, settings);
        _processes.Add(process);
        await process.AskAsync<long>("usage", cancellationToken: cancellationToken);
        return process;
    }
}
