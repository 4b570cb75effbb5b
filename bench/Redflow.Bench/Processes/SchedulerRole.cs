using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Redflow.Bench.Processes;

/// <summary>A scheduler in a process of its own.</summary>
internal sealed class SchedulerRole : Role
{
    private SchedulerRole()
    {
    }

    public static async Task<SchedulerRole> StartAsync(SchedulerSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "bench" });
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IHostLifetime, BoundLifetime>();
        builder.Configuration["ConnectionStrings:redis"] = settings.Redis;
        builder.AddRedflowScheduler("redis");
        await builder.Build().StartAsync();
        return new();
    }
}
