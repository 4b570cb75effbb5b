using System.Globalization;

namespace Redflow.Storage.Redis.Doctor;

/// <summary>What INFO says; which fields it has depends on the server.</summary>
internal sealed class ServerInfo
{
    private readonly Dictionary<string, string> _fields = [];

    public ServerInfo(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                _fields[line[..colon]] = line[(colon + 1)..];
            }
        }
    }

    public string? Version => _fields.GetValueOrDefault("redis_version");

    public bool IsGarnet => _fields.ContainsKey("garnet_version");

    public string? MemoryPolicy => _fields.GetValueOrDefault("maxmemory_policy");

    public long? MaxMemory => Number("maxmemory");

    public long? UsedMemory => Number("used_memory");

    private long? Number(string name) =>
        long.TryParse(_fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
