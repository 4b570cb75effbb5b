using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>A worker, and mostly a scheduler, in the test's process, as a user's host would have them, on a prefix of the test's own.</summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerHost(IHost host) => _host = host;

    public RedflowClient Client => _host.Services.GetRequiredService<RedflowClient>();

    public IRedflowStore Store => _host.Services.GetRequiredService<IRedflowStore>();

    public static async Task<WorkerHost> StartAsync(
        IStoreServer server, string prefix, Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        server.AddStore(builder, prefix);
        services?.Invoke(builder.Services);
        workflows(builder.AddRedflowWorker("redis", configure));
        builder.AddRedflowScheduler("redis");
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Starts a worker alone, over a store that is there already.</summary>
    public static async Task<WorkerHost> StartWorkerAsync(
        IRedflowStore store, TimeProvider time, Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions> configure, Action<IServiceCollection> services)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(store).AddSingleton(time);
        services(builder.Services);
        workflows(builder.AddRedflowWorker("redis", configure));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Stops the host as SIGTERM would.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().Bounded();
        _host.Dispose();
    }
}
