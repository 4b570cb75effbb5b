using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>Which runs to list, as the request says it: the members of <see cref="RunFilter"/>, and how.</summary>
/// <param name="Workflow">Only runs of this workflow.</param>
/// <param name="Status">Only runs in one of these statuses, with commas between.</param>
/// <param name="Queue">Only runs of this queue.</param>
/// <param name="Tag">Only runs that carry this tag; tags can't be combined.</param>
/// <param name="Parent">Only children of this run, and the run that compensates it.</param>
/// <param name="LimitKey">Only runs with this limit key.</param>
/// <param name="Fingerprint">Only failed runs whose error has this fingerprint.</param>
/// <param name="IdempotencyKey">Only the run that has this key; with <paramref name="Workflow"/>.</param>
/// <param name="IdPrefix">Only runs whose id begins like this.</param>
/// <param name="Ids">Only these runs, by their ids with commas between, 500 at most.</param>
/// <param name="CreatedFrom">Only runs that were created at this time or later.</param>
/// <param name="CreatedBefore">Only runs that were created before this time.</param>
/// <param name="Fields">What rows have besides, with commas between; left out, nothing.</param>
/// <param name="Limit">Rows in a page.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct ListParameters(
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "status"), Takes(ParameterKind.Words, Of = typeof(RunStatus))] string? Status,
    [FromQuery(Name = "queue")] string? Queue,
    [FromQuery(Name = "tag")] string? Tag,
    [FromQuery(Name = "parent")] string? Parent,
    [FromQuery(Name = "limitKey")] string? LimitKey,
    [FromQuery(Name = "fingerprint")] string? Fingerprint,
    [FromQuery(Name = "idempotencyKey")] string? IdempotencyKey,
    [FromQuery(Name = "idPrefix")] string? IdPrefix,
    [FromQuery(Name = "ids")] string? Ids,
    [FromQuery(Name = "createdFrom"), Takes(ParameterKind.Time)] string? CreatedFrom,
    [FromQuery(Name = "createdBefore"), Takes(ParameterKind.Time)] string? CreatedBefore,
    [FromQuery(Name = "fields"), Takes(ParameterKind.Words, Among = ["input", "output", "error", "customStatus", "progress"])] string? Fields,
    [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50)] string? Limit,
    [FromQuery(Name = "cursor")] string? Cursor)
{
    private RunFilter Filter => new()
    {
        Workflow = Workflow,
        Status = Status,
        Queue = Queue,
        Tag = Tag,
        Parent = Parent,
        LimitKey = LimitKey,
        Fingerprint = Fingerprint,
        IdempotencyKey = IdempotencyKey,
        IdPrefix = IdPrefix,
        Ids = Ids,
        CreatedFrom = CreatedFrom,
        CreatedBefore = CreatedBefore,
    };

    /// <summary>What tells the list from others.</summary>
    public string List => JsonSerializer.Serialize(Filter);

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public RunQuery ToQuery()
    {
        var reader = new ParameterReader();
        var query = Filter.ToQuery(reader) with
        {
            Include = RunFields.Read(reader, Fields),
            Limit = reader.ReadLimit(Limit) ?? new RunQuery().Limit,
            Cursor = BoundCursor.Read(reader, List, Cursor),
        };
        reader.ThrowIfRefused();
        return query;
    }
}
