using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointInterception? _interception;

    internal DistributedApplication(IHost host, EntryPointInterception? interception)
    {
        _host = host;
        _interception = interception;
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        DistributedApplicationBuilder.Create(options);

    public virtual Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Under Aspire.Hosting.Testing the test starts and stops the application, and the AppHost's own Run only waits for that.</summary>
    public virtual Task RunAsync(CancellationToken cancellationToken = default) =>
        _interception?.WhenDisposed ?? HostingAbstractionsHostExtensions.RunAsync(_host, cancellationToken);

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _interception?.Disposed();
        }

        GC.SuppressFinalize(this);
    }
}
