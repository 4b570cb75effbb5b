using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Redflow.Chaos.Driver;

/// <summary>Redflow.Api, as it is deployed: a program of its own, which is told everything by its environment.</summary>
internal static class ApiProgram
{
    /// <summary>What it logs when it takes requests.</summary>
    public const string Listens = "Now listening on";

    public static string Path { get; } = typeof(ApiProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Api").Value!;

    public static void Configure(ProcessStartInfo start, RoleSettings settings)
    {
        start.Environment["ASPNETCORE_URLS"] = settings.Api.ToString();
        start.Environment["ASPNETCORE_CONTENTROOT"] = System.IO.Path.GetDirectoryName(Path);
        start.Environment["ConnectionStrings__redis"] = settings.Redis;
        start.Environment["Aspire__Redflow__Client__Prefix"] = settings.Prefix;
        start.Environment["Aspire__Redflow__Client__Partitions"] = settings.Partitions.ToString(CultureInfo.InvariantCulture);
        start.Environment["Redflow__Api__AllowAnonymous"] = "true";
    }
}
