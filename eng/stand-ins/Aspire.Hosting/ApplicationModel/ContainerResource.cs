namespace Aspire.Hosting.ApplicationModel;

public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;

    public bool? ShellExecution { get; set; }
}
