using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Dashboard.FirstRun;

/// <summary><c>POST {dashboard}/first-run</c>: emits a run of a sample, and shows it.</summary>
internal static class FirstRunEndpoint
{
    public const string Path = "first-run";
    public const string WorkflowField = "workflow";

    /// <summary>What sample runs are found by.</summary>
    public const string Tag = "sample";

    public static void MapFirstRun(this IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup("").WithMetadata(new PageDepth(1));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost($"/{Path}", EmitAsync);
    }

    private static async Task<IResult> EmitAsync(RedflowClient client, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (SampleWorkflows.Find(form[WorkflowField]) is not { } sample)
        {
            return SeeOther.Page(context, "", Notices.SampleRefused);
        }

        var key = OnceField.Read(form) is { } once ? $"first run {once}" : null;
        try
        {
            var run = await client.EmitWorkflowAsync(sample.Name, new Payload(Encoding.UTF8.GetBytes(sample.Input)), new() { IdempotencyKey = key, Tags = [Tag] }, context.RequestAborted);
            return SeeOther.Run(context, run.Id, Notices.SampleEmitted);
        }
        catch (Exception exception) when (exception is UnknownWorkflowException or InputValidationException)
        {
            return SeeOther.Page(context, "", Notices.SampleRefused);
        }
    }
}
