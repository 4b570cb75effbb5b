using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Bench.Workflows;
using Redflow.Client;

namespace Redflow.Bench.Processes;

/// <summary>A client that emits.</summary>
internal sealed class ProducerRole : Role
{
    private ProducerRole(RedflowClient client)
    {
        var emitter = new Emitter(client);
        On<EmitOrder, long>("emit", emitter.EmitAsync);
        On<DelayOrder, IReadOnlyList<long>>("delay", emitter.DelayAsync);
        On<LatencyOrder, LatencyTimes>("latency", order => new ResultProbe(client, order).RunAsync());
    }

    public static async Task<ProducerRole> StartAsync(ProducerSettings settings)
    {
        if (settings.Tracing)
        {
            Trace();
        }

        if (settings.Metrics)
        {
            Measure();
        }

        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "bench" });
        builder.Services.AddSingleton<IHostLifetime, BoundLifetime>();
        builder.Configuration["ConnectionStrings:redis"] = settings.Redis;
        builder.AddRedflowClient("redis");
        var host = builder.Build();
        await host.StartAsync();
        return new(host.Services.GetRequiredService<RedflowClient>());
    }
}
