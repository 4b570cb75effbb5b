using System.Globalization;
using Redflow.Auditing;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts of the audit log.</summary>
internal sealed class AuditCalls(RedisCaller caller)
{
    public Task NoteAsync(AuditedChange change, int times, CancellationToken cancellationToken) => caller.EvaluateAsync(
        Scripts.AppendAudit,
        (RedisValue[])
        [
            Guid.NewGuid().ToString("N"), ChangeJson.Write(change), times, Replies.Milliseconds(AuditQuery.CountedFor), AuditQuery.Kept,
            Replies.Milliseconds(AuditQuery.KeptFor),
        ],
        cancellationToken);

    public async Task<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var reply = await caller.EvaluateAsync(Scripts.ListAudit, (RedisValue[])[query.Cursor ?? "", query.Limit], cancellationToken).ConfigureAwait(false);
        var rows = reply.Items().Chunk(2).Select(row => (Id: row[0].Text(), Stored: row[1].Bytes()!)).ToArray();
        return new([.. rows.Select(row => Read(row.Id, row.Stored))], rows.Length == query.Limit ? rows[^1].Id : null);
    }

    /// <summary>Reads an entry: how often, the call that was counted last, and the change, with spaces between.</summary>
    private static AuditEntry Read(string id, ReadOnlySpan<byte> stored)
    {
        var times = stored[..stored.IndexOf((byte)' ')];
        var rest = stored[(times.Length + 1)..];
        return new(
            ChangeJson.Read(rest[(rest.IndexOf((byte)' ') + 1)..]),
            AuditId.TimeOf(id),
            long.Parse(times, NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
