using System.Globalization;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// What all clients of a namespace have to agree on, checked once before a store's first call. Only success is remembered: while Redis
/// is down every call tries again, and a mismatch fails every call until one of the two sides was changed.
/// </summary>
/// <remarks>All calls wait for the same look, so it is bounded itself: the time-out of a call would leave the next one to wait for it too.</remarks>
internal sealed class NamespaceRecord(RedisLink link, RedisStoreOptions options, TimeProvider time)
{
    /// <summary>The version of the shapes that this code stores and reads.</summary>
    public const int Schema = 2;

    private readonly Lock _gate = new();
    private readonly Script _script = Script.Load(Scripts.OpenNamespace, manualTime: false);
    private volatile Task? _opening;

    /// <summary>Opens the namespace, unless that is done. Who asks while it is being opened waits for the same call.</summary>
    /// <exception cref="NamespaceMismatchException">The namespace has another number of partitions.</exception>
    /// <exception cref="NamespaceTooNewException">The namespace was written by a later version.</exception>
    /// <exception cref="NamespaceTooOldException">The namespace was written by a version before the first release.</exception>
    /// <exception cref="TimeoutException">Redis did not answer in time.</exception>
    public Task OpenAsync()
    {
        if (_opening is { IsCompletedSuccessfully: true } opened)
        {
            return opened;
        }

        lock (_gate)
        {
            return _opening is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? _opening = ReadAsync() : _opening;
        }
    }

    /// <summary>Has the next call look again: Redis may have come back empty.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _opening = null;
        }
    }

    private async Task ReadAsync()
    {
        RedisKey[] record = [RedisKeys.Namespace(options.Prefix)];
        var look = ScriptRunner.EvaluateAsync(link.Database, _script, record, [Schema, options.Partitions]).WaitAsync(RedisCaller.CallTimeout, time);
        var fields = (await look.ConfigureAwait(false)).Items();
        var (schema, partitions) = (Number(fields[0]), Number(fields[1]));
        if (schema > Schema)
        {
            throw new NamespaceTooNewException(options.Prefix, schema, Schema);
        }

        if (schema < Schema)
        {
            throw new NamespaceTooOldException(options.Prefix, schema, Schema);
        }

        if (partitions != options.Partitions)
        {
            throw new NamespaceMismatchException(options.Prefix, partitions, options.Partitions);
        }
    }

    /// <summary>A later schema may have dropped a field.</summary>
    private static int Number(RedisResult field) => field.TextOrNull() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
}
