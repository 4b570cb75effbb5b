namespace Redflow.Queues;

/// <summary>Which queues to list: by name, a page at a time.</summary>
public sealed record QueueQuery
{
    /// <summary>Rows in a page, 1 to 500.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="QueuePage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    internal void Validate() => NamedPage.Check(Limit, Cursor);
}
