using System.Globalization;

namespace Redflow.Runs;

/// <summary>A place in a list of runs: behind this one.</summary>
/// <param name="CreatedAt">When it was created, in Unix milliseconds.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct RunCursor(long CreatedAt, RunId Id) : IComparable<RunCursor>
{
    /// <summary>Newer is more.</summary>
    public int CompareTo(RunCursor other) => (CreatedAt, Id).CompareTo((other.CreatedAt, other.Id));

    /// <exception cref="FormatException">The text is no cursor.</exception>
    public static RunCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt)
            && RunId.TryParse(parts[1], null, out var id)
            ? new(createdAt, id)
            : throw new FormatException("The cursor is not one that a page of this list gave.");
    }

    /// <summary>Says what is wrong with a text that is no cursor; null for one that is, or none.</summary>
    public static string? Mistake(string? text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt}-{Id}");
}
