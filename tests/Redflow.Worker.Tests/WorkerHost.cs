using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Testing;
using Redflow.Worker.Samples;
using Redflow.Worker.Workflows.Welcome;

namespace Redflow.Worker.Tests;

/// <summary>A worker as Program.cs composes it, in this process. When it stops, what runs is cut off at once and goes back to its queue.</summary>
internal sealed class WorkerHost(IHost host) : IAsyncDisposable
{
    public RedflowClient Client => host.Services.GetRequiredService<RedflowClient>();

    public static async Task<WorkerHost> StartAsync(TestServer server, string prefix, TempFolder folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = server.ConnectionString,
            ["Aspire:Redflow:Client:Prefix"] = prefix,
            ["Redflow:Samples:Folder"] = folder.Path,
            ["Redflow:Worker:ShutdownGracePeriod"] = "00:00:00",
        });
        builder.AddRedisClient("redis");
        builder.AddSamples();
        builder.AddRedflowWorker("redis").AddWorkflowsFromAssembly(typeof(SendWelcomeEmail).Assembly);
        var host = new WorkerHost(builder.Build());
        await host.RegisteredAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private async Task RegisteredAsync()
    {
        await host.StartAsync();
        await Wait.UntilAsync(async () => (await Client.GetStatsAsync()).Workers > 0, "the worker registers");
    }
}
