using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool isProxied = true,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        if (protocol is not (null or ProtocolType.Tcp))
        {
            throw new NotSupportedException("The stand-in for Aspire.Hosting allocates TCP endpoints only.");
        }

        var annotation = new EndpointAnnotation(ProtocolType.Tcp, scheme, name: name, port: port, targetPort: targetPort, isExternal: isExternal, isProxied: isProxied);
        if (builder.Resource.GetEndpoint(annotation.Name).Exists)
        {
            throw new DistributedApplicationException(
                $"Endpoint with name '{annotation.Name}' already exists. Endpoint name may not have been explicitly specified and was derived automatically from scheme argument (e.g. 'http', 'https', or 'tcp').");
        }

        if (env is not null)
        {
            var endpoint = new EndpointReference(builder.Resource, annotation.Name);
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context =>
            {
                context.EnvironmentVariables[env] = endpoint.Property(EndpointProperty.TargetPort);
                return Task.CompletedTask;
            }));
        }

        return builder.WithAnnotation(annotation);
    }

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        if (!builder.Resource.GetEndpoint(endpointName).Exists)
        {
            if (!createIfNotExists)
            {
                return builder;
            }

            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: endpointName));
        }

        callback(builder.Resource.GetEndpoint(endpointName).EndpointAnnotation);
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => builder.Resource.GetEndpoint(name);
}
