using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>Which schedules to list, as the request says it.</summary>
/// <param name="Workflow">Only those of this workflow.</param>
/// <param name="Enabled">Only those that are enabled, or that are not.</param>
/// <param name="Limit">Rows in a page.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct ScheduleListParameters(
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "enabled"), Takes(ParameterKind.Flag)] string? Enabled,
    [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50)] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public ScheduleQuery ToQuery()
    {
        var reader = new ParameterReader();
        var query = new ScheduleQuery
        {
            Workflow = Workflow,
            IsEnabled = reader.Read<bool>("enabled", Enabled, bool.TryParse, "true or false"),
            Limit = reader.Read<int>("limit", Limit, TryParseLimit, $"a whole number from 1 to {RunQuery.MaxLimit}") ?? new ScheduleQuery().Limit,
            Cursor = Cursor,
        };
        if (Workflow is not null && !Names.IsValid(Workflow))
        {
            reader.Refuse("workflow", $"has to be a workflow's name: {Names.Rule}");
        }

        if (Cursor is { } cursor && (cursor.Length is 0 or > Names.MaxLabelLength || cursor.Any(char.IsControl)))
        {
            reader.Refuse("cursor", "has to be the nextCursor of a page of the same list");
        }

        reader.ThrowIfRefused();
        return query;
    }

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= RunQuery.MaxLimit;
}
