using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The ids of a resource's processes: its name and eight letters, as Aspire's orchestrator makes them.</summary>
internal sealed class InstancesAnnotation : IResourceAnnotation
{
    private const int SuffixLength = 8;

    private InstancesAnnotation(IReadOnlyList<string> ids) => Ids = ids;

    public IReadOnlyList<string> Ids { get; }

    public static InstancesAnnotation For(IResource resource) =>
        new([.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ => $"{resource.Name}-{Suffix()}")]);

    public static string SuffixOf(string id) => id[^SuffixLength..];

    private static string Suffix() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", SuffixLength);
}
