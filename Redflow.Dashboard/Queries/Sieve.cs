namespace Redflow.Dashboard.Queries;

/// <summary>Reads pages of a list, whole ones, until enough rows match or enough were looked at.</summary>
internal static class Sieve
{
    /// <summary>How many rows are enough; a page of the list has as many.</summary>
    public const int Rows = 50;

    private const int MaxPages = 40;

    /// <param name="cursor">Where to begin; null for the beginning of the list. One that is none of it begins there too: somebody has changed the address.</param>
    /// <param name="readAsync">Reads the page behind a cursor.</param>
    /// <param name="matches">Which rows.</param>
    public static async Task<Sifted<T>> ReadAsync<T>(string? cursor, Func<string?, Task<(IReadOnlyList<T> Rows, string? Next)>> readAsync, Func<T, bool> matches)
    {
        try
        {
            return await SiftAsync(cursor, readAsync, matches);
        }
        catch (ArgumentException exception) when (cursor is not null && string.Equals(exception.ParamName, nameof(cursor), StringComparison.OrdinalIgnoreCase))
        {
            return await SiftAsync(null, readAsync, matches);
        }
    }

    private static async Task<Sifted<T>> SiftAsync<T>(string? next, Func<string?, Task<(IReadOnlyList<T> Rows, string? Next)>> readAsync, Func<T, bool> matches)
    {
        var (found, looked) = (new List<T>(), 0);
        for (var page = 0; page < MaxPages; page++)
        {
            (var rows, next) = await readAsync(next);
            found.AddRange(rows.Where(matches));
            looked += rows.Count;
            if (next is null || found.Count >= Rows)
            {
                break;
            }
        }

        return new(found, next, looked);
    }
}
