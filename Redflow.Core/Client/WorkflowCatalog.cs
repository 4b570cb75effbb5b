using System.Collections.Concurrent;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Client;

/// <summary>Remembers registrations for a second, so that the check of raw inputs doesn't cost a call per emit.</summary>
internal sealed class WorkflowCatalog(IRedflowStore store, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (WorkflowInfo Info, long ReadAt)> _known = new();
    private volatile ReadWorkflows? _all;

    public async ValueTask<WorkflowInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var entry) && time.GetElapsedTime(entry.ReadAt) < Freshness)
        {
            return entry.Info;
        }

        // Only names that exist are kept: a stranger can't fill the dictionary with names of his own.
        var info = await store.FindWorkflowAsync(name, cancellationToken).ConfigureAwait(false);
        if (info is null)
        {
            _known.TryRemove(name, out _);
            return null;
        }

        _known[name] = (info, time.GetTimestamp());
        return info;
    }

    /// <summary>Lists the workflows that an event of that name starts.</summary>
    public async ValueTask<IReadOnlyList<WorkflowInfo>> ListStartedByAsync(string eventName, CancellationToken cancellationToken)
    {
        if (_all is not { } all || time.GetElapsedTime(all.ReadAt) >= Freshness)
        {
            all = new(await store.ListWorkflowsAsync(cancellationToken).ConfigureAwait(false), time.GetTimestamp());
            _all = all;
        }

        return [.. all.Infos.Where(info => info.Events.Contains(eventName))];
    }

    /// <summary>Says which workflows there are, other than the one that was asked for.</summary>
    public async Task<UnknownWorkflowException> UnknownAsync(string name, CancellationToken cancellationToken) =>
        new(name, [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(info => info.Name)]);

    /// <summary>Lists the workflows of users.</summary>
    public async Task<IReadOnlyList<WorkflowInfo>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListWorkflowsAsync(cancellationToken).ConfigureAwait(false)).Where(info => !SystemNames.IsOurs(info.Name))];

    private sealed record ReadWorkflows(IReadOnlyList<WorkflowInfo> Infos, long ReadAt);
}
