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
            Workflow = reader.ReadWorkflow("workflow", Workflow),
            IsEnabled = reader.Read<bool>("enabled", Enabled, bool.TryParse, "true or false"),
            Limit = reader.ReadLimit(Limit) ?? new ScheduleQuery().Limit,
            Cursor = reader.ReadNameCursor(Cursor),
        };
        reader.ThrowIfRefused();
        return query;
    }
}
