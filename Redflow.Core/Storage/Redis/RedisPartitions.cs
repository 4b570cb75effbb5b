using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <summary>The partitions of a store, and what lives in which.</summary>
/// <remarks>
/// A workflow with limits lives wholly in the partition of its name, so that they hold over all its runs; an idempotency key and an event
/// live in the partition of their hash; all else spreads.
/// </remarks>
internal sealed class RedisPartitions(IReadOnlyList<RedisPartition> all, TimeProvider time)
{
    /// <summary>How long it is remembered whether a workflow is limited: one call a second for each workflow that emits.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (bool Limited, long ReadAt)> _limited = new(StringComparer.Ordinal);

    public IReadOnlyList<RedisPartition> All => all;

    /// <summary>Where all partitions store the same.</summary>
    public RedisPartition First => all[0];

    public RedisPartition Of(RunId id) => id.Partition < all.Count
        ? all[id.Partition]
        : throw new RunNotFoundException(id);

    public RedisPartition OfEvent(string name, string? key) => all[Hash($"{name}\n{key}")];

    /// <summary>Where the schedules of a workflow live, and the runs that they start: with those of a limited workflow.</summary>
    public RedisPartition OfWorkflow(string name) => all[Hash(name)];

    public int NumberOfEvent(string name, string? key) => Hash($"{name}\n{key}");

    /// <summary>The partition where a new run has to live; <paramref name="otherwise"/> where it may live anywhere.</summary>
    public async ValueTask<int> HomeOfAsync(string workflow, string? idempotencyKey, int? otherwise, CancellationToken cancellationToken) =>
        all.Count == 1 ? 0
        : await IsLimitedAsync(workflow, cancellationToken).ConfigureAwait(false) ? Hash(workflow)
        : idempotencyKey is not null ? Hash($"{workflow}\n{idempotencyKey}")
        : otherwise ?? Random.Shared.Next(all.Count);

    private async ValueTask<bool> IsLimitedAsync(string workflow, CancellationToken cancellationToken)
    {
        if (_limited.TryGetValue(workflow, out var known) && time.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Limited;
        }

        var info = await First.Directory.FindAsync(workflow, cancellationToken).ConfigureAwait(false);

        // One that no worker has registered yet is taken for limited, as workflows are unless they say otherwise.
        var limited = info?.Limits.IsLimited ?? true;
        _limited[workflow] = (limited, time.GetTimestamp());
        return limited;
    }

    private int Hash(string text) => all.Count == 1 ? 0 : (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (uint)all.Count);
}
