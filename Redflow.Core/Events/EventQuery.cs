using Redflow.Runs;

namespace Redflow.Events;

/// <summary>Which events to list: newest first, a page at a time.</summary>
public sealed record EventQuery
{
    /// <summary>Only events of this name; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Rows in a page, 1 to 500.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="EventPage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    internal void Validate()
    {
        if (Limit is < 1 or > RunQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, $"Limit goes from 1 to {RunQuery.MaxLimit}.");
        }

        if (RunCursor.Mistake(Cursor) is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(Cursor));
        }
    }
}
