namespace Aspire.Hosting.Running;

/// <summary>Everything that a process is started with, resolved.</summary>
internal sealed record LaunchPlan(
    string Path, IReadOnlyList<string> Args, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly IReadOnlyList<string> OfTheAppHost =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"];

    /// <summary>What belongs to the AppHost itself and would be wrong in a resource.</summary>
    public IReadOnlyList<string> NotInherited { get; init; } = OfTheAppHost;
}
