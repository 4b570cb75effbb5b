using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>
/// Dependants before what they depend on, in layers that may stop together: a worker that drains still needs its Redis.
/// </summary>
internal static class StopOrder
{
    public static IEnumerable<IReadOnlyList<IResource>> Layers(IEnumerable<IResource> resources)
    {
        var left = resources.ToList();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(DependenciesOf).ToHashSet();
            var layer = left.Where(r => !needed.Contains(r)).ToList();
            if (layer.Count == 0)
            {
                // A circle of references has no order.
                layer = [.. left];
            }

            yield return layer;
            left.RemoveAll(layer.Contains);
        }
    }

    private static IEnumerable<IResource> DependenciesOf(IResource resource) => resource.Annotations
        .OfType<WaitAnnotation>().Select(w => w.Resource)
        .Concat(resource.Annotations.OfType<DependencyAnnotation>().Select(d => d.Resource))
        .Where(d => d != resource);
}
