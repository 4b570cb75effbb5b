using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>Writes how a run is emitted again from elsewhere, with the address of the HTTP API as far as the dashboard knows it.</summary>
internal sealed class RecipeWriter(IOptions<RedflowDashboardOptions> options, Redactor redactor)
{
    /// <param name="run">The run as the viewer sees it.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="context">The request: where the app is, as the viewer's browser has it.</param>
    /// <returns>Null where the viewer may emit nothing, and for what the engine runs for itself.</returns>
    public RunRecipe? Write(Run run, DashboardViewer viewer, HttpContext context)
    {
        if (!viewer.CanChange || SystemNames.IsOurs(run.Workflow))
        {
            return null;
        }

        var request = context.Request;
        var api = options.Value.ApiPath is { } path ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{path}" : null;
        return RunRecipe.Of(run, isInputSeen: viewer.SeesAll || !redactor.IsUsed, api, needsKey: api is null || viewer.Name is not null);
    }
}
