using Redflow.Runs;

namespace Redflow;

/// <summary>The rules of lists that are in the order of names: how many rows a page has, and what its cursor is.</summary>
internal static class NamedPage
{
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public static void Check(int limit, string? cursor)
    {
        if (limit is < 1 or > RunQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException("Limit", limit, $"Limit goes from 1 to {RunQuery.MaxLimit}.");
        }

        if (cursor is not null && !Names.IsLabel(cursor, Names.MaxLabelLength))
        {
            throw new ArgumentException("The cursor is not one that a page of this list gave.", "Cursor");
        }
    }
}
