using System.Reflection;
using Redflow.Bench.Servers;
using Redflow.Client;
using StackExchange.Redis;

namespace Redflow.Bench.Rows;

/// <summary>Versions of what is measured.</summary>
internal static class Versions
{
    public static string Runtime => $".NET {Environment.Version}";

    public static IReadOnlyDictionary<string, string> Packages(BenchServer server) => new Dictionary<string, string>
    {
        ["redflow"] = Of(typeof(RedflowClient)),
        ["StackExchange.Redis"] = Of(typeof(ConnectionMultiplexer)),
        ["redis"] = server.Version,
    };

    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{type.Assembly.GetName().Version}";
}
