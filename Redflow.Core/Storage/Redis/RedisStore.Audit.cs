using Redflow.Auditing;

namespace Redflow.Storage.Redis;

/// <content>The audit log, which lives in the first partition.</content>
public sealed partial class RedisStore
{
    /// <inheritdoc/>
    public Task AppendAuditAsync(AuditedChange change, int times, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _partitions.All[0].Audit.NoteAsync(change, times, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AuditPage> ListAuditAsync(AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        return _partitions.All[0].Audit.ListAsync(query, cancellationToken);
    }
}
