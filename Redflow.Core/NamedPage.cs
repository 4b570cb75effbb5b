using System.Runtime.CompilerServices;
using Redflow.Runs;

namespace Redflow;

/// <summary>The rules of lists that are in the order of names: how many rows a page has, and what its cursor is.</summary>
internal static class NamedPage
{
    /// <exception cref="ArgumentException">The limit or the cursor is not valid; it names the members that they came from.</exception>
    public static void Check(
        int limit,
        string? cursor,
        [CallerArgumentExpression(nameof(limit))] string? limitName = null,
        [CallerArgumentExpression(nameof(cursor))] string? cursorName = null)
    {
        if (limit is < 1 or > RunQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException(limitName, limit, $"Limit goes from 1 to {RunQuery.MaxLimit}.");
        }

        if (cursor is not null && !Names.IsLabel(cursor, Names.MaxLabelLength))
        {
            throw new ArgumentException("The cursor is not one that a page of this list gave.", cursorName);
        }
    }
}
