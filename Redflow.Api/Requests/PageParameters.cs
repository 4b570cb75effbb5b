using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Runs;

namespace Redflow.Api.Requests;

/// <summary>Which page to show of a list that is in the order of names, as the request says it.</summary>
/// <param name="Limit">Rows in a page.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct PageParameters(
    [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = PageParameters.ByDefault)] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    private const int ByDefault = 50;

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public int ReadLimit()
    {
        var reader = new ParameterReader();
        var limit = reader.ReadLimit(Limit) ?? ByDefault;
        reader.ReadNameCursor(Cursor);
        reader.ThrowIfRefused();
        return limit;
    }
}
