namespace Redflow.Storage;

/// <summary>What the server of a store tells of itself; null where it does not tell. Of a cluster it is one of the masters.</summary>
public sealed record StoreServer
{
    /// <summary>What it is: <c>Redis</c>, <c>Valkey</c> or <c>Garnet</c>.</summary>
    public required string Product { get; init; }

    /// <summary>The product's own version.</summary>
    public string? Version { get; init; }

    /// <summary>How long it has been up.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>The bytes in use.</summary>
    public long? UsedMemory { get; init; }

    /// <summary>The limit in bytes; 0 is no limit.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>How many clients are connected.</summary>
    public long? Clients { get; init; }

    /// <summary>How many commands it has answered in the last second.</summary>
    public long? CommandsPerSecond { get; init; }

    /// <summary>Whether it keeps an append-only file.</summary>
    public bool? HasAppendOnlyFile { get; init; }

    /// <summary>When the last snapshot was saved, or when it started, if none was saved since.</summary>
    public DateTimeOffset? SnapshotAt { get; init; }

    /// <summary>How many changes no snapshot has.</summary>
    public long? UnsavedChanges { get; init; }

    /// <summary>Whether it failed the last time it was to save a snapshot or to write its append-only file.</summary>
    public bool IsFailingToSave { get; init; }

    /// <summary>Whether it is part of a cluster.</summary>
    public bool IsInCluster { get; init; }
}
