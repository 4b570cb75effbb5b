using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Api.Events;

/// <summary>Which events to list, as the request says it.</summary>
/// <param name="Name">Only events of this name.</param>
/// <param name="Limit">Rows in a page.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct EventListParameters(
    [FromQuery(Name = "name"), Takes(ParameterKind.Text, MaxLength = Names.MaxLabelLength)] string? Name,
    [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50)] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public EventQuery ToQuery()
    {
        var reader = new ParameterReader();
        var query = new EventQuery
        {
            Name = reader.ReadLabel("name", Name, Names.MaxLabelLength),
            Limit = reader.ReadLimit(Limit) ?? new EventQuery().Limit,
            Cursor = Cursor,
        };
        reader.ThrowIfRefused();
        return query;
    }
}
