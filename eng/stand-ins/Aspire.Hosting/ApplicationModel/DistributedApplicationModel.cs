namespace Aspire.Hosting.ApplicationModel;

public class DistributedApplicationModel(IResourceCollection resources)
{
    public DistributedApplicationModel(IEnumerable<IResource> resources)
        : this(new ResourceCollection())
    {
        foreach (var resource in resources)
        {
            Resources.Add(resource);
        }
    }

    public IResourceCollection Resources { get; } = resources;
}
