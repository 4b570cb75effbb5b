using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Bench.Workflows;
using Redflow.Storage;

namespace Redflow.Bench.Processes;

/// <summary>Builds the host of a worker, as a program of a user does.</summary>
internal static class WorkerHost
{
    public static IHost Build(WorkerSettings settings, Func<HandlerLog> log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "bench" });
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, BoundLifetime>();
        builder.Configuration["ConnectionStrings:redis"] = settings.Redis;
        var worker = builder.AddRedflowWorker("redis", o => (o.Concurrency, o.LeaseDuration) = (settings.Concurrency, settings.Lease ?? o.LeaseDuration));
        var limit = settings.LiftsLimits ? 0 : Math.Max(1, settings.Concurrency / Math.Max(1, settings.Limited));
        worker.AddBenchWorkflows(log, settings.Holds, (settings.Limited, limit));
        if (settings.Resources)
        {
            worker.AddResourceWorkflows(log, settings.Holds);
        }

        if (settings.Schedules)
        {
            builder.AddRedflowScheduler("redis");
        }

        return builder.Build();
    }

    /// <summary>Makes the workflows known to a store: by a worker, which stops again as soon as they are.</summary>
    public static async Task RegisterAsync(WorkerSettings settings, CancellationToken cancellationToken)
    {
        var nothing = new HandlerLog(0, wall: false);
        using var host = Build(settings, () => nothing);
        await host.StartAsync(cancellationToken);
        await KnownAsync(host.Services.GetRequiredService<IRedflowStore>(), cancellationToken);
        await host.StopAsync(cancellationToken);
    }

    /// <summary>A worker that could not register in time when its host started goes on trying.</summary>
    private static async Task KnownAsync(IRedflowStore store, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ChildProcess.Limit);
        while (await store.FindWorkflowAsync(BenchWorkflows.NoOp, limit.Token) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
