using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Sets <c>ConnectionStrings__NAME</c>, and <c>NAME_PROPERTY</c> for each property of the connection.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        if (optional)
        {
            throw new NotSupportedException("The stand-in for Aspire.Hosting does not cover optional connection strings.");
        }

        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithAnnotation(new DependencyAnnotation(resource));
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = resource;
            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{Encode(name)}_{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Sets <c>services__NAME__ENDPOINT__0</c> and <c>NAME_ENDPOINT</c> for each endpoint.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        builder.WithAnnotation(new DependencyAnnotation(resource));
        return builder.WithEnvironment(context =>
        {
            foreach (var endpoint in resource.GetEndpoints())
            {
                context.EnvironmentVariables[$"services__{resource.Name}__{endpoint.EndpointName}__0"] = endpoint;
                context.EnvironmentVariables[$"{Encode(resource.Name)}_{endpoint.EndpointName.ToUpperInvariant()}"] = endpoint;
            }
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        var name = endpointReference.Resource.Name;
        builder.WithAnnotation(new DependencyAnnotation(endpointReference.Resource));
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[$"services__{name}__{endpointReference.EndpointName}__0"] = endpointReference;
            context.EnvironmentVariables[$"{Encode(name)}_{endpointReference.EndpointName.ToUpperInvariant()}"] = endpointReference;
        });
    }

    private static string Encode(string name) => string.Concat(name.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
