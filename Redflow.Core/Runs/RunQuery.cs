namespace Redflow.Runs;

/// <summary>What to list: newest first, a page at a time.</summary>
public sealed record RunQuery
{
    /// <summary>The most rows a page may have.</summary>
    public const int MaxLimit = 500;

    /// <summary>Only runs of this workflow; null for all.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only runs in this status; null for all.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Rows in a page, 1 to <see cref="MaxLimit"/>.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="RunPage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    internal void Validate()
    {
        if (Limit is < 1 or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, $"Limit goes from 1 to {MaxLimit}.");
        }

        try
        {
            RunCursor.Parse(Cursor);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(Cursor), exception);
        }
    }
}
