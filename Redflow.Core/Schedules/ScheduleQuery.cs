namespace Redflow.Schedules;

/// <summary>Which schedules to list: by id, a page at a time.</summary>
public sealed record ScheduleQuery
{
    /// <summary>Only those of this workflow; null for all.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only those that are enabled, or that are not; null for all.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>Rows in a page, 1 to 500; a page may have fewer before the last.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="SchedulePage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    internal void Validate() => NamedPage.Check(Limit, Cursor);
}
