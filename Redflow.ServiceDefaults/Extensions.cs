using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using Redflow.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of Redflow has: telemetry, health checks and their endpoints.</summary>
public static class Extensions
{
    private const string LiveTag = "live";

    /// <summary>Adds telemetry and the default health checks.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder =>
        builder.ConfigureOpenTelemetry().AddDefaultHealthChecks();

    /// <summary>Collects logs, metrics and traces, and exports them over OTLP where an endpoint is configured.</summary>
    /// <remarks>
    /// The settings are OpenTelemetry's own: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, without which nothing is exported
    /// and no span is recorded, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_TRACES_SAMPLER</c> (everything, unless the caller decided otherwise) and so on.
    /// <c>Redflow:Telemetry:RedisCommands</c> adds a span for each Redis command.
    /// </remarks>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, RequestSpans>());
        var isExported = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

        var telemetry = new HostTelemetry(builder.Services)
            .WithLogging(configureBuilder: null, logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.IncludeScopes = true;
            })
            .WithMetrics(metrics => metrics.AddMeter("Redflow", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime"))
            // The provider would record spans for nobody, and each run would carry a trace that nobody has.
            .WithTracing(tracing => tracing.AddSource(isExported ? ["Redflow", "Microsoft.AspNetCore", "System.Net.Http"] : []));

        if (string.Equals(builder.Configuration["Redflow:Telemetry:RedisCommands"], "true", StringComparison.OrdinalIgnoreCase))
        {
            telemetry.WithTracing(tracing => tracing.AddSource("OpenTelemetry.Instrumentation.StackExchangeRedis"));
        }
        else
        {
            // Left alone, the client integration adds the source by itself, and idle loops would fill the traces.
            builder.Configuration["Aspire:StackExchange:Redis:DisableTracing"] ??= "true";
        }

        if (isExported)
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    /// <summary>Adds the check <c>self</c>, tagged <c>live</c>: the process answers.</summary>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (every check passes: ready for work) and <c>/alive</c> (those tagged <c>live</c> pass: a restart would not help).
    /// A prober has no credentials: where a service takes some, <c>/alive</c> does not.
    /// </summary>
    /// <remarks>
    /// Both answer 503 while a check is unhealthy, else 200. <c>/health</c> tells connections of this machine, and callers that the service has
    /// authenticated, what each check has found, as JSON; all others get the status alone, as <c>/alive</c> always does.
    /// </remarks>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(HealthPaths.Health, new HealthCheckOptions { ResponseWriter = HealthDetails.WriteAsync }).DisableHttpMetrics();
        app.MapHealthChecks(HealthPaths.Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) })
            .DisableHttpMetrics()
            .AllowAnonymous();
        return app;
    }
}
