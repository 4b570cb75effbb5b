using System.Reflection;

namespace Redflow.Testing;

/// <summary>Garnet, as it comes through NuGet.</summary>
public sealed class GarnetServer : TestServer
{
    private static readonly string Program = typeof(GarnetServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "GarnetServer").Value!;

    /// <summary>The switch that makes its scripts atomic; without one, they are not.</summary>
    public IReadOnlyList<string> LuaMode { get; init; } = ["--lua-transaction-mode"];

    public override string? SkipReason => null;

    /// <summary>Garnet hands what it answers to its append-only file at once, and does not wait for it.</summary>
    public override Task PersistAsync() => Multiplexer.GetDatabase().ExecuteAsync("COMMITAOF");

    protected override (string Program, IEnumerable<string> Arguments) Command() =>
    (
        "dotnet",
        [
            Program, "--port", $"{Port}", "--bind", "127.0.0.1", "--memory", "512m", "--index", "16m",
            "--lua", .. LuaMode,
            "--aof", "--device-type", "RandomAccess", "--checkpointdir", Folder, "--recover",
        ]
    );
}
