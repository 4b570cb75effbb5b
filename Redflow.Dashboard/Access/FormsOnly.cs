using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Access;

/// <summary>Lets a form through that one of the dashboard's pages has shown to this viewer.</summary>
internal sealed class FormsOnly(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.Text(
                "The form is too old, or was not shown to you by the dashboard. Go back, load the page again and repeat it.",
                statusCode: StatusCodes.Status400BadRequest);
}
