using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Workflows;

/// <summary><c>{dashboard}/workflows/{name}/limits</c>: shows the form that sets the limits of a workflow, and takes it.</summary>
internal static class LimitsEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder pages)
    {
        var form = pages.MapGroup("/workflows/{name}/limits").WithMetadata(new PageDepth(3));
        form.MapGet("", ShowAsync).AddEndpointFilter<ForChangers>();
        form.MapPost("", SetAsync).AddEndpointFilter<ChangesOnly>();
    }

    private static async Task<IResult> ShowAsync(string name, WorkflowReader reader, HttpContext context)
    {
        var info = await reader.GetAsync(name, context.RequestAborted);
        return Pages.Show<LimitsPage, LimitsForm>(context, PageFrame.Of(context), new(info, new(LimitsForm.Write(info.Limits))));
    }

    private static async Task<IResult> SetAsync(string name, WorkflowReader reader, RedflowClient client, HttpContext context)
    {
        var info = await reader.GetAsync(name, context.RequestAborted);
        var form = new LimitsForm(info, TypedForm.Of(await context.Request.ReadFormAsync(context.RequestAborted)));
        var limits = form.Read();
        if (form.Typed.HasMistakes)
        {
            return Pages.Show<LimitsPage, LimitsForm>(context, PageFrame.Of(context), form, StatusCodes.Status400BadRequest);
        }

        await client.SetLimitsAsync(name, limits, context.RequestAborted);
        reader.Forget();
        return SeeOther.Page(context, $"workflows/{name}", Notices.LimitsSet);
    }
}
