using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The changes of an instance's snapshot as its process starts and ends.</summary>
internal static class InstanceSnapshot
{
    public static CustomResourceSnapshot Running(CustomResourceSnapshot before, IResource resource, LaunchPlan plan, int pid) => before with
    {
        State = KnownResourceStates.Running,
        StartTimeStamp = DateTime.UtcNow,
        StopTimeStamp = null,
        ExitCode = null,
        Properties = Properties(resource, plan, pid),
        EnvironmentVariables = [.. plan.Environment.OrderBy(v => v.Key).Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
        Urls = resource is IResourceWithEndpoints owner ? [.. owner.GetEndpoints().Select(e => new UrlSnapshot(e.EndpointName, e.Url, IsInternal: false))] : [],
    };

    public static CustomResourceSnapshot Finished(CustomResourceSnapshot before, int exitCode) => before with
    {
        State = KnownResourceStates.Finished,
        StopTimeStamp = DateTime.UtcNow,
        ExitCode = exitCode,
    };

    private static ImmutableArray<ResourcePropertySnapshot> Properties(IResource resource, LaunchPlan plan, int pid)
    {
        ImmutableArray<ResourcePropertySnapshot> properties =
        [
            new(KnownProperties.ExecutablePath, plan.Path),
            new(KnownProperties.ExecutableWorkDir, plan.WorkingDirectory),
            new(KnownProperties.ExecutableArgs, plan.Args) { IsSensitive = true },
            new(KnownProperties.ExecutablePid, pid),
        ];
        return resource is ProjectResource project
            ? properties.Add(new ResourcePropertySnapshot(KnownProperties.ProjectPath, project.GetProjectMetadata().ProjectPath))
            : properties;
    }
}
