namespace Redflow.AppHost;

internal static class DataFolders
{
    /// <summary>A folder that outlives the AppHost: under <c>artifacts</c>, or under what <c>--data-folder</c> names.</summary>
    public static string DataFolder(this IDistributedApplicationBuilder builder, string name)
    {
        var root = builder.Configuration["data-folder"] ?? Path.Combine(builder.AppHostDirectory, "..", "artifacts");
        return Path.GetFullPath(Path.Combine(root, name));
    }

    /// <summary>Where the sample workflows leave what one can see of them. It is this machine's, so the manifest does not have it.</summary>
    public static IResourceBuilder<ProjectResource> WithSampleFolder(this IResourceBuilder<ProjectResource> worker) =>
        worker.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.EnvironmentVariables["Redflow__Samples__Folder"] = worker.ApplicationBuilder.DataFolder("samples");
            }
        });
}
