using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>What Aspire gives every project, before the AppHost's own WithEnvironment and WithReference.</summary>
internal static class ProjectEnvironment
{
    public static void Add(Dictionary<string, object> environment, ProjectResource project, string id, string? otlpEndpoint, IHostEnvironment host)
    {
        environment["OTEL_SERVICE_NAME"] = project.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={InstancesAnnotation.SuffixOf(id)}";
        if (otlpEndpoint is not null)
        {
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpEndpoint;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        }

        if (host.IsDevelopment())
        {
            environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            environment["OTEL_TRACES_SAMPLER"] = "always_on";
        }

        var urls = project.GetEndpoints().Where(e => e.Scheme is "http" or "https").Select(e => e.Url).ToArray();
        if (urls.Length > 0)
        {
            environment["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }
}
