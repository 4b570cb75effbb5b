using System.Globalization;

namespace Redflow.Runs;

/// <summary>A place in the changes of runs: how many there had been in each partition.</summary>
internal static class ChangeCursor
{
    /// <exception cref="FormatException">The text is no cursor.</exception>
    public static long[] Parse(string text)
    {
        var parts = text.Split('-');
        var places = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out places[i]))
            {
                throw new FormatException("The cursor is not one that a page of changes gave.");
            }
        }

        return places;
    }

    public static string Format(IEnumerable<long> places) => string.Join('-', places);
}
