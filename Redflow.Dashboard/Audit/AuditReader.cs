using Redflow.Auditing;
using Redflow.Client;

namespace Redflow.Dashboard.Audit;

/// <summary>Reads the audit log for its page. The store lists it and does not search it, so a page looks through so many entries at most, and the next one looks on.</summary>
internal sealed class AuditReader(RedflowClient client)
{
    /// <summary>How many entries a page looks through.</summary>
    public const int MostLookedAt = 2_000;

    /// <summary>With so many found, a page looks no further.</summary>
    private const int Rows = 50;

    private const int Batch = 200;

    public async Task<AuditList> ReadAsync(AuditSearch search, string? cursor, CancellationToken cancellationToken)
    {
        var (found, next, looked) = (new List<AuditEntry>(), cursor, 0);
        do
        {
            var page = await client.ListAuditAsync(new() { Limit = search.IsForAll ? Rows : Batch, Cursor = next }, cancellationToken);
            found.AddRange(page.Entries.Where(search.Finds));
            (next, looked) = (page.NextCursor, looked + page.Entries.Count);
        }
        while (next is not null && found.Count < Rows && looked < MostLookedAt);

        return new(search, found, next, cursor is null);
    }
}
