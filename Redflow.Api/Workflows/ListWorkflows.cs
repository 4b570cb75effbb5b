using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Workflows;

/// <summary><c>GET /api/v1/workflows</c>: a page of workflows, by name.</summary>
internal static class ListWorkflows
{
    public static async Task<Ok<WorkflowList>> HandleAsync(
        [AsParameters] PageParameters parameters, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var limit = parameters.ReadLimit();
        var counts = await WorkflowCounts.ReadAsync(client, time, cancellationToken);
        var rows = (await client.ListWorkflowsAsync(cancellationToken))
            .OrderBy(info => info.Name, StringComparer.Ordinal)
            .Where(info => parameters.Cursor is not { } behind || string.CompareOrdinal(info.Name, behind) > 0)
            .Take(limit)
            .Select(counts.RowOf)
            .ToArray();
        return TypedResults.Ok(new WorkflowList(rows, rows.Length == limit ? rows[^1].Name : null));
    }
}
