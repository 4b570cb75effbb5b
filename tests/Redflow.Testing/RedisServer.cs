namespace Redflow.Testing;

/// <summary>redis-server or valkey-server, where one is installed.</summary>
public class RedisServer : TestServer
{
    private static readonly string? Program = Programs.Find("redis-server") ?? Programs.Find("valkey-server");

    /// <summary>What it is started with besides.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public override string? SkipReason =>
        Program is null ? "Neither redis-server nor valkey-server is on the PATH: install one to run this test." : null;

    protected override (string Program, IEnumerable<string> Arguments) Command() =>
        (Program!, ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec", .. Options]);
}
