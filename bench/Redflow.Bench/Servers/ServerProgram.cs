using System.Reflection;

namespace Redflow.Bench.Servers;

/// <summary>A server that can be started.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments for a port and a folder of its own.</param>
internal sealed record ServerProgram(string Program, Func<int, string, IEnumerable<string>> Arguments)
{
    /// <summary>redis-server without persistence; null where there is none.</summary>
    public static ServerProgram? Redis => Find("redis-server") is { } program
        ? new(program, (port, folder) => ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"])
        : null;

    /// <summary>Garnet without persistence, as it comes through NuGet. Its scripts are atomic in transaction mode only.</summary>
    public static ServerProgram Garnet { get; } = new(
        "dotnet",
        (port, folder) => [PathOf("GarnetServer"), "--port", $"{port}", "--bind", "127.0.0.1", "--memory", "8g", "--index", "64m", "--lua", "--lua-transaction-mode", "--checkpointdir", folder]);

    /// <summary>What is set in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Redflow.Api, which anyone on this machine may use.</summary>
    public static ServerProgram Api(string redis) => new("dotnet", (port, _) => [PathOf("Api"), "--urls", $"http://127.0.0.1:{port}"])
    {
        Environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__redis"] = redis,
            ["Redflow__Api__AllowAnonymous"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
        },
    };

    /// <summary>The first that there is on this machine.</summary>
    public static string Default => Redis is null ? "garnet" : "redis";

    /// <summary>The server of a name: <c>redis</c> or <c>garnet</c>.</summary>
    /// <exception cref="BenchException">It is not on this machine.</exception>
    public static ServerProgram Get(string name) =>
        name == "garnet" ? Garnet : Redis ?? throw new BenchException("redis-server is not on the PATH: install it, or pass --server garnet.");

    private static string PathOf(string program) => typeof(ServerProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == program).Value!;

    private static string? Find(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
