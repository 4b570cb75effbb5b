using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>Which runs to list, as the request says it.</summary>
/// <param name="Workflow">Only runs of this workflow.</param>
/// <param name="Status">Only runs in this status.</param>
/// <param name="Limit">Rows in a page.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct ListParameters(
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "status")] string? Status,
    [FromQuery(Name = "limit")] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    private static readonly string LimitForms = $"a whole number from 1 to {RunQuery.MaxLimit}";
    private static readonly string Words = string.Join(", ", RunStatuses.All.Select(status => status.ToWord()));

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public RunQuery ToQuery()
    {
        var reader = new ParameterReader();
        var query = new RunQuery
        {
            Workflow = Workflow,
            Status = reader.Read<RunStatus>("status", Status, RunStatuses.TryParse, $"one of {Words}"),
            Limit = reader.Read<int>("limit", Limit, TryParseLimit, LimitForms) ?? new RunQuery().Limit,
            Cursor = Cursor,
        };
        if (Workflow is not null && !Names.IsValid(Workflow))
        {
            reader.Refuse("workflow", $"has to be a workflow's name: {Names.Rule}");
        }

        reader.ThrowIfRefused();
        return query;
    }

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= RunQuery.MaxLimit;
}
