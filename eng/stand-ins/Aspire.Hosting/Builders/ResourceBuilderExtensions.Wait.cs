using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilStarted);

    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitForCompletion, exitCode);

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, WaitType type, int exitCode = 0)
        where T : IResource => ReferenceEquals(builder.Resource, dependency)
            ? throw new DistributedApplicationException($"The '{dependency.Name}' resource cannot wait for itself.")
            : builder.WithAnnotation(new WaitAnnotation(dependency, type, exitCode));
}
