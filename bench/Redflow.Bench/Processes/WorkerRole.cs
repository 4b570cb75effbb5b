using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Bench.Workflows;
using StackExchange.Redis;

namespace Redflow.Bench.Processes;

/// <summary>A worker. It is connected when it answers first, and claims nothing until it is told to.</summary>
internal sealed class WorkerRole : Role
{
    private readonly IHost _host;
    private volatile HandlerLog _log = new(0, wall: false);

    private WorkerRole(WorkerSettings settings)
    {
        _host = WorkerHost.Build(settings, () => _log);
        On<Expectation, bool>("expect", Expect);
        On("go", GoAsync);
        On("started", StartedAsync);
        On("finished", FinishedAsync);
        On("first", () => Task.FromResult(_log.First));
        On("starts", () => Task.FromResult(_log.Starts));
        On("passes", () => Task.FromResult(_log.Passes));
    }

    public static async Task<WorkerRole> StartAsync(WorkerSettings settings)
    {
        if (settings.Tracing)
        {
            Trace();
        }

        if (settings.Metrics)
        {
            Measure();
        }

        var role = new WorkerRole(settings);
        await role._host.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync();
        return role;
    }

    private Task<bool> Expect(Expectation expectation)
    {
        _log = new(expectation.Count, expectation.Wall);
        return Task.FromResult(true);
    }

    private async Task<bool> GoAsync()
    {
        // A worker that gives up, and says why in its log, ends the process, and with that the wait for its runs.
        _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => Environment.Exit(1));
        await _host.StartAsync();
        return true;
    }

    private async Task<bool> StartedAsync()
    {
        await _log.AllStarted;
        return true;
    }

    /// <summary>Waits for the last handler to return.</summary>
    /// <returns>When the first one started.</returns>
    private async Task<long> FinishedAsync()
    {
        var log = _log;
        await log.AllFinished;
        return log.First;
    }
}
