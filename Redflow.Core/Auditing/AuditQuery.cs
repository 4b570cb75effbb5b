using Redflow.Runs;

namespace Redflow.Auditing;

/// <summary>Which entries of the audit log to list: newest first, a page at a time.</summary>
public sealed record AuditQuery
{
    /// <summary>How many entries are kept; the oldest go first.</summary>
    public const int Kept = 10_000;

    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>How long after the first the same change is counted with it.</summary>
    internal static readonly TimeSpan CountedFor = TimeSpan.FromMinutes(1);

    /// <summary>Rows in a page, 1 to 500.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="AuditPage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Tells whether a text is the cursor of a page, or none.</summary>
    public static bool IsCursor(string? text) => text is null || AuditId.IsValid(text);

    internal void Validate()
    {
        if (Limit is < 1 or > RunQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, $"Limit goes from 1 to {RunQuery.MaxLimit}.");
        }

        if (!IsCursor(Cursor))
        {
            throw new ArgumentException("The cursor is not one that a page of this list gave.", nameof(Cursor));
        }
    }
}
