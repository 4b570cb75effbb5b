using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>sweep_index.lua</c>, one index of a partition after the other.</summary>
internal sealed class SweepCalls(RedisCaller caller, RedisKeys keys, WorkflowDirectory directory)
{
    /// <summary>Sweeps a stretch of the index that a place names.</summary>
    /// <returns>Where to go on; null at the end of the last index.</returns>
    public async Task<SweepPlace?> SweepAsync(SweepPlace? place, int limit, CancellationToken cancellationToken)
    {
        var indexes = await ListAsync(cancellationToken).ConfigureAwait(false);
        var index = indexes.FirstOrDefault(index => string.CompareOrdinal(index, place?.Index) >= 0);
        if (index is null)
        {
            return null;
        }

        var position = index == place?.Index ? place.Position : 0;
        RedisValue[] arguments = [index, position, limit, await KeptAsync(index, cancellationToken).ConfigureAwait(false)];
        var next = (await caller.EvaluateAsync(Scripts.SweepIndex, arguments, cancellationToken).ConfigureAwait(false)).Number();
        if (next >= 0)
        {
            return new(index, next);
        }

        var following = indexes.SkipWhile(one => one != index).Skip(1).FirstOrDefault();
        return following is null ? null : new(following, 0);
    }

    /// <summary>Lists the indexes in the order in which they are swept.</summary>
    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var workflows = await directory.NamesAsync(cancellationToken).ConfigureAwait(false);
        var others = await caller.CallAsync("list indexes", database => database.SetMembersAsync(keys.Indexes), cancellationToken)
            .ConfigureAwait(false);
        var terminal = RunStatuses.All.Where(status => status.IsTerminal()).Select(status => status.ToWord()).ToArray();
        return
        [
            .. workflows.SelectMany(workflow => terminal.Select(status => $"i:{workflow}:{status}"))
                .Concat(others.Select(index => $"j:{index}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<RedisValue> KeptAsync(string index, CancellationToken cancellationToken)
    {
        var parts = index.Split(':');
        var workflow = parts[0] == "i" ? await directory.FindAsync(parts[1], cancellationToken).ConfigureAwait(false) : null;
        return workflow?.KeepLast ?? (RedisValue)"";
    }
}
