using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Redflow.ServiceDefaults;

/// <summary>
/// OpenTelemetry in the host's own container, as OpenTelemetry.Extensions.Hosting does it (a package that not every feed
/// has): integrations that use that package add to the same providers.
/// </summary>
internal sealed class HostTelemetry : IOpenTelemetryBuilder
{
    public HostTelemetry(IServiceCollection services)
    {
        Services = services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Lifetime>());
    }

    public IServiceCollection Services { get; }

    /// <summary>
    /// Starts the providers with the host, by asking for them, and flushes them at its end: registered before the
    /// services that it observes, it stops after them.
    /// </summary>
    private sealed class Lifetime(TracerProvider tracer, MeterProvider meter, LoggerProvider logger) : IHostedService
    {
        // Left to their disposal, the three wait 5 s each, one after the other, for an endpoint that no longer answers.
        private const int FlushMilliseconds = 2000;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Parallel.Invoke(
                () => tracer.Shutdown(FlushMilliseconds),
                () => meter.Shutdown(FlushMilliseconds),
                () => logger.Shutdown(FlushMilliseconds));
            return Task.CompletedTask;
        }
    }
}
