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

    /// <summary>Redis has functions since its version 7, Valkey always; Garnet, which says that it is such a Redis, has none.</summary>
    public bool HasFunctions =>
        !IsGarnet && int.TryParse(Version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= 7;

    public string? MemoryPolicy => _fields.GetValueOrDefault("maxmemory_policy");

    public long? MaxMemory => Number("maxmemory");

    public long? UsedMemory => Number("used_memory");

    public StoreServer Describe() => new()
    {
        Product = IsGarnet ? "Garnet" : _fields.ContainsKey("valkey_version") ? "Valkey" : "Redis",
        Version = _fields.GetValueOrDefault("garnet_version") ?? _fields.GetValueOrDefault("valkey_version") ?? Version,
        Uptime = Number("uptime_in_seconds") is { } up ? TimeSpan.FromSeconds(up) : null,
        UsedMemory = UsedMemory,
        MaxMemory = MaxMemory,
        Clients = Clients,
        CommandsPerSecond = Clients is null ? null : Number("instantaneous_ops_per_sec"),
        HasAppendOnlyFile = Number("aof_enabled") is { } file ? file == 1 : null,
        SnapshotAt = Number("rdb_last_save_time") is { } saved and > 0 ? DateTimeOffset.FromUnixTimeSeconds(saved) : null,
        UnsavedChanges = Number("rdb_changes_since_last_save"),
        IsFailingToSave = _fields.GetValueOrDefault("rdb_last_bgsave_status") == "err" || _fields.GetValueOrDefault("aof_last_write_status") == "err",
        IsInCluster = Number("cluster_enabled") == 1,
    };

    /// <summary>Whoever asks is one of them: a server that counts none does not count, as Garnet without metrics.</summary>
    private long? Clients => Number("connected_clients") is { } count and > 0 ? count : null;

    private long? Number(string name) =>
        long.TryParse(_fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
