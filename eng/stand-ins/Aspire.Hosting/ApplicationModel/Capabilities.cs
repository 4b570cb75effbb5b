namespace Aspire.Hosting.ApplicationModel;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IComputeResource : IResource;

public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}
