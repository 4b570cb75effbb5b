namespace Aspire.Hosting.Running;

/// <summary>Under test no <c>dotnet run</c> has read the AppHost's launch profile, so the environment's name is taken from it here.</summary>
internal static class AppHostProfile
{
    public static string? EnvironmentName(string appHostDirectory)
    {
        var profile = LaunchProfile.Choose(Path.Combine(appHostDirectory, "AppHost.csproj"), preferred: null);
        return profile?.Environment.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? profile?.Environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT");
    }
}
