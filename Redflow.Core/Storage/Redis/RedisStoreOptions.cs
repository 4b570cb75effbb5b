using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <summary>The namespace that a store uses.</summary>
public sealed record RedisStoreOptions
{
    /// <summary>What all keys and channels start with.</summary>
    /// <value><c>redflow</c>.</value>
    public string Prefix { get; init; } = "redflow";

    /// <summary>How many partitions the namespace has, 1 to <see cref="RunId.MaxPartitions"/>. Fixed when it is created.</summary>
    /// <value>1.</value>
    public int Partitions { get; init; } = 1;

    internal void Validate()
    {
        Names.Check("prefix", Prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(Partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Partitions, RunId.MaxPartitions);
    }
}
