namespace Redflow.AppHost;

internal static class DataFolders
{
    /// <summary>A folder that outlives the AppHost: under <c>artifacts</c>, or under what <c>--data-folder</c> names.</summary>
    public static string DataFolder(this IDistributedApplicationBuilder builder, string name)
    {
        var root = builder.Configuration["data-folder"] ?? Path.Combine(builder.AppHostDirectory, "..", "artifacts");
        return Path.GetFullPath(Path.Combine(root, name));
    }
}
