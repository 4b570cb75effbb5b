using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var profile = LaunchProfile.Choose(metadata.ProjectPath, builder.Configuration["DOTNET_LAUNCH_PROFILE"]);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation((IProjectMetadata)metadata);
        if (profile is not null)
        {
            AddEndpoints(project, profile);
            AddEnvironment(project, profile);
        }

        return project;
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static void AddEndpoints(IResourceBuilder<ProjectResource> project, LaunchProfile profile)
    {
        var publishing = project.ApplicationBuilder.ExecutionContext.IsPublishMode;
        foreach (var url in profile.Urls)
        {
            if (url.Scheme != "http")
            {
                throw new NotSupportedException(
                    $"The stand-in for Aspire.Hosting serves http only; the launch profile '{profile.Name}' of '{project.Resource.Name}' has '{url}'.");
            }

            project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, port: publishing ? null : url.Port));
        }

        if (publishing && profile.Urls.Count > 0)
        {
            project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "https"));
        }
    }

    private static void AddEnvironment(IResourceBuilder<ProjectResource> project, LaunchProfile profile)
    {
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        project.WithEnvironment("DOTNET_LAUNCH_PROFILE", profile.Name);
        foreach (var (name, value) in profile.Environment)
        {
            project.WithEnvironment(name, value);
        }
    }
}
