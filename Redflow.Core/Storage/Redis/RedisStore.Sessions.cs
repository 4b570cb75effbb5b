namespace Redflow.Storage.Redis;

/// <content>The keys of sessions, which live in the first partition.</content>
public sealed partial class RedisStore
{
    /// <inheritdoc/>
    public Task<bool> AddSessionKeyAsync(string key, int known, CancellationToken cancellationToken = default) =>
        _partitions.All[0].SessionKeys.AddAsync(key, known, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListSessionKeysAsync(CancellationToken cancellationToken = default) =>
        _partitions.All[0].SessionKeys.ListAsync(cancellationToken);
}
