using Microsoft.AspNetCore.Http;

namespace Redflow.ServiceDefaults;

/// <summary>Where probes ask. They do so every few seconds for good, so they leave neither spans nor metrics.</summary>
internal static class HealthPaths
{
    public const string Health = "/health";
    public const string Alive = "/alive";

    public static bool Contains(PathString path) => path == Health || path == Alive;
}
