using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Scheduling;
using Redflow.Testing;

namespace Redflow.Scheduler.Tests;

/// <summary>A scheduler in the test's process, on the test's prefix.</summary>
internal sealed class SchedulerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private SchedulerHost(IHost host) => _host = host;

    public static async Task<SchedulerHost> StartAsync(TestServer server, string prefix, Action<SchedulerOptions>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(server.Multiplexer);
        builder.Configuration["Aspire:Redflow:Client:Prefix"] = prefix;
        builder.AddRedflowScheduler("redis", configure);
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().Bounded();
        _host.Dispose();
    }
}
