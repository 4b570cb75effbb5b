using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

public static class ResourceExtensions
{
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        var found = resource.Annotations.OfType<T>().ToArray();
        result = found.Length > 0 ? found : null;
        return result is not null;
    }

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(a => new EndpointReference(resource, a));

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    public static int GetReplicaCount(this IResource resource) =>
        resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    public static string[] GetResolvedResourceNames(this IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var instances) ? [.. instances.Ids] : [resource.Name];

    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) =>
        projectResource.Annotations.OfType<IProjectMetadata>().Single();
}
