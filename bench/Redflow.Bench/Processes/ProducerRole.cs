using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Bench.Workflows;
using Redflow.Client;
using Redflow.Workflows;

namespace Redflow.Bench.Processes;

/// <summary>A client that emits.</summary>
internal sealed class ProducerRole : Role
{
    private readonly RedflowClient _client;

    private ProducerRole(IHost host)
    {
        _client = host.Services.GetRequiredService<RedflowClient>();
        On<EmitOrder, long>("emit", EmitAsync);
    }

    public static async Task<ProducerRole> StartAsync(ProducerSettings settings)
    {
        if (settings.Tracing)
        {
            Trace();
        }

        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "bench" });
        builder.Configuration["ConnectionStrings:redis"] = settings.Redis;
        builder.AddRedflowClient("redis");
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <returns>How long it took, in ticks of the stopwatch.</returns>
    private async Task<long> EmitAsync(EmitOrder order)
    {
        var started = Stopwatch.GetTimestamp();
        var end = order.Within is { } within ? started + (long)(within.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
        var workflow = new WorkflowRef<Job, Done>(order.Workflow);
        var next = -Math.Max(1, order.Bulk);
        async Task LaneAsync()
        {
            var size = Math.Max(1, order.Bulk);
            for (var i = Interlocked.Add(ref next, size); i < order.Count && Stopwatch.GetTimestamp() < end; i = Interlocked.Add(ref next, size))
            {
                if (order.Bulk == 0)
                {
                    await _client.EmitWorkflowAsync(workflow, new Job(i));
                }
                else
                {
                    await _client.EmitManyAsync(workflow, [.. Enumerable.Range(i, Math.Min(size, order.Count - i)).Select(n => new Job(n))]);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, order.InFlight).Select(_ => LaneAsync()));
        return Stopwatch.GetTimestamp() - started;
    }
}
