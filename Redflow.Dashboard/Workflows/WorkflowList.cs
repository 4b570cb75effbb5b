namespace Redflow.Dashboard.Workflows;

/// <summary>A page of the workflows that a search finds.</summary>
/// <param name="Text">The search: a part of a name; empty for all.</param>
/// <param name="Rows">The workflows, by name.</param>
/// <param name="IsFirst">Whether these are the first.</param>
/// <param name="NextCursor">Where the next page begins; null when this is the last one.</param>
/// <param name="HasMoreSchedules">Whether there are schedules that were not read.</param>
internal sealed record WorkflowList(string Text, IReadOnlyList<WorkflowRow> Rows, bool IsFirst, string? NextCursor, bool HasMoreSchedules)
{
    private const int Limit = 100;

    public static WorkflowList Of(WorkflowBoard board, string? text, string? cursor)
    {
        var search = text?.Trim() ?? "";
        var rows = board.Rows
            .Where(row => row.Matches(search) && (cursor is null || string.CompareOrdinal(row.Name, cursor) > 0))
            .Take(Limit + 1)
            .ToArray();
        return new(search, [.. rows.Take(Limit)], cursor is null, rows.Length > Limit ? rows[Limit - 1].Name : null, board.HasMoreSchedules);
    }
}
