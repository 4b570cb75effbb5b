using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Storage;
using Redflow.Storage.Memory;

namespace Redflow.Testing;

/// <summary>A worker, a scheduler and a client in one process, on a store in memory of their own: for integration tests. Time is real.</summary>
public sealed class RedflowTestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RedflowTestHost(IHost host) => _host = host;

    /// <summary>The client.</summary>
    public RedflowClient Client => Services.GetRequiredService<RedflowClient>();

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts the host.</summary>
    /// <param name="workflows">Adds workflows to the worker.</param>
    /// <param name="services">Adds what they have injected, and changes anything else.</param>
    /// <param name="configure">Sets the worker's options.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<RedflowTestHost> StartAsync(
        Action<RedflowBuilder> workflows,
        Action<IServiceCollection>? services = null,
        Action<RedflowWorkerOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging();
        services?.Invoke(builder.Services);
        if (!builder.Services.Any(service => service.ServiceType == typeof(IRedflowStore)))
        {
            builder.Services.AddSingleton<IRedflowStore>(provider => new MemoryStore(provider.GetRequiredService<TimeProvider>()));
        }

        workflows(builder.AddRedflowWorker("redis", configure));
        builder.AddRedflowScheduler("redis");
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Stops the host as SIGTERM would: running handlers get their grace period.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync().ConfigureAwait(false);
        }
        finally
        {
            _host.Dispose();
        }
    }
}
