using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Redflow.StandIns.Tests.Redis;

/// <summary>A host, never started, with the registrations and the configuration of one test.</summary>
internal sealed class RedisHost : IDisposable
{
    private readonly IHost _host;

    public RedisHost(Action<IHostApplicationBuilder> register, params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        register(builder);
        _host = builder.Build();
    }

    public CollectedLogs Logs { get; } = new();

    public IConnectionMultiplexer Multiplexer => _host.Services.GetRequiredService<IConnectionMultiplexer>();

    public IConnectionMultiplexer Keyed(string name) => _host.Services.GetRequiredKeyedService<IConnectionMultiplexer>(name);

    public async Task<HealthReport> CheckHealthAsync()
    {
        // Absent when no check was registered at all.
        var service = _host.Services.GetService<HealthCheckService>();
        return service is null
            ? new HealthReport(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero)
            : await service.CheckHealthAsync();
    }

    public void Dispose() => _host.Dispose();
}
