using System.Reflection;

namespace Aspire.Hosting.Running;

/// <summary>
/// Where a referenced project's assembly was built. Aspire.AppHost.Sdk.targets writes it into the AppHost as assembly metadata, next to
/// the <c>Projects</c> classes: Aspire itself starts projects by <c>dotnet run</c> and has no need of it.
/// </summary>
internal static class ProjectOutput
{
    public const string KeyPrefix = "StandIn.TargetPath:";

    public static string Find(string projectPath)
    {
        var found = AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic)
            .SelectMany(a => a.GetCustomAttributes<AssemblyMetadataAttribute>())
            .FirstOrDefault(a => a.Key == KeyPrefix + projectPath)?.Value;
        if (found is null)
        {
            throw new DistributedApplicationException(
                $"Nothing says where '{projectPath}' is built to. It has to be a ProjectReference of the AppHost.");
        }

        return File.Exists(found) ? found : throw new DistributedApplicationException($"'{found}' does not exist. Build the AppHost first.");
    }
}
