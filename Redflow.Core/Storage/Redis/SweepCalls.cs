using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>sweep_index.lua</c>, one index of a partition after the other.</summary>
internal sealed class SweepCalls(RedisCaller caller, RedisKeys keys, WorkflowDirectory directory)
{
    private static readonly string[] Terminal = [.. RunStatuses.All.Where(status => status.IsTerminal()).Select(status => status.ToWord())];

    /// <summary>Sweeps a stretch of the index that a place names; of the first one where it names none.</summary>
    /// <returns>Where to go on; null at the end of the last index.</returns>
    public async Task<SweepPlace?> SweepAsync(SweepPlace? place, int limit, CancellationToken cancellationToken)
    {
        place ??= await BehindWorkflowAsync(null, cancellationToken).ConfigureAwait(false);
        if (place is null)
        {
            return null;
        }

        RedisValue[] arguments = [place.Index, place.Position, limit, await KeptAsync(place.Index, cancellationToken).ConfigureAwait(false)];
        var next = (await caller.EvaluateAsync(Scripts.SweepIndex, arguments, cancellationToken).ConfigureAwait(false)).Number();
        return next >= 0 ? place with { Position = next } : await BehindAsync(place.Index, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The index behind another one: those of each workflow by status, then the others.</summary>
    private Task<SweepPlace?> BehindAsync(string index, CancellationToken cancellationToken)
    {
        var parts = index.Split(':', 2);
        if (parts[0] != "i")
        {
            return BehindOtherAsync(parts[1], cancellationToken);
        }

        var workflow = parts[1].Split(':')[0];
        var status = Array.IndexOf(Terminal, parts[1].Split(':')[1]) + 1;
        return status < Terminal.Length
            ? Task.FromResult<SweepPlace?>(new($"i:{workflow}:{Terminal[status]}", 0))
            : BehindWorkflowAsync(workflow, cancellationToken);
    }

    private async Task<SweepPlace?> BehindWorkflowAsync(string? workflow, CancellationToken cancellationToken) =>
        await NextAsync(keys.Workflows, workflow, cancellationToken).ConfigureAwait(false) is { } next
            ? new($"i:{next}:{Terminal[0]}", 0)
            : await BehindOtherAsync(null, cancellationToken).ConfigureAwait(false);

    private async Task<SweepPlace?> BehindOtherAsync(string? index, CancellationToken cancellationToken) =>
        await NextAsync(keys.Indexes, index, cancellationToken).ConfigureAwait(false) is { } next ? new($"j:{next}", 0) : null;

    /// <summary>Reads one name: the list may be long, and each stretch looks at it.</summary>
    private async Task<string?> NextAsync(RedisKey names, string? behind, CancellationToken cancellationToken)
    {
        var next = await caller.CallAsync(
            "list indexes", database => database.SortedSetRangeByValueAsync(names, behind, default, Exclude.Start, 0, 1), cancellationToken)
            .ConfigureAwait(false);
        return next.Length == 0 ? null : (string)next[0]!;
    }

    private async Task<RedisValue> KeptAsync(string index, CancellationToken cancellationToken)
    {
        var parts = index.Split(':');
        var workflow = parts[0] == "i" ? await directory.FindAsync(parts[1], cancellationToken).ConfigureAwait(false) : null;
        return workflow?.KeepLast ?? (RedisValue)"";
    }
}
