using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>Which failures to group, as the request says it.</summary>
/// <param name="Workflow">Only those of this workflow.</param>
/// <param name="Limit">How many groups at most.</param>
internal readonly record struct FailureParameters(
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50)] string? Limit)
{
    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public FailureQuery ToQuery()
    {
        var reader = new ParameterReader();
        var query = new FailureQuery { Workflow = reader.ReadWorkflow("workflow", Workflow), Limit = reader.ReadLimit(Limit) ?? new FailureQuery().Limit };
        reader.ThrowIfRefused();
        return query;
    }
}
