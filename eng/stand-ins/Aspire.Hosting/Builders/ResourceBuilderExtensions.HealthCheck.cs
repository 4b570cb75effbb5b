using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.GetEndpoints().FirstOrDefault(e => endpointName is null ? e.Scheme is "http" or "https" : e.EndpointName == endpointName)
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {endpointName ?? "http, https"}");
        var expected = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, s => new HttpHealthCheck(s.GetRequiredService<IHttpClientFactory>(), endpoint, path ?? "/", expected), HealthStatus.Unhealthy, tags: null));
        return builder.WithHealthCheck(key);
    }
}
