using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Opens the stores before a host serves anybody. Connecting blocks; requests that all wait for the first of them to have connected would
/// take every thread that the connection needs to come about.
/// </summary>
/// <param name="services">The host's services.</param>
/// <param name="key">The key of the store; null for the one without.</param>
internal sealed class StoreOpening(IServiceProvider services, object? key) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = key is null ? services.GetRequiredService<IRedflowStore>() : services.GetRequiredKeyedService<IRedflowStore>(key);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
