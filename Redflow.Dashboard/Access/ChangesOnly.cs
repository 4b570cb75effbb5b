using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Access;

/// <summary>Lets a form through that one of the dashboard's pages has shown to this viewer, and who may change anything.</summary>
internal sealed class ChangesOnly(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!PageFrame.ViewerOf(context.HttpContext).CanChange)
        {
            return Refusal(StatusCodes.Status403Forbidden, "You may look at runs, and not change them.");
        }

        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Refusal(StatusCodes.Status400BadRequest, "The form is too old, or was not shown to you by the dashboard. Go back, load the page again and repeat it.");
    }

    private static ContentHttpResult Refusal(int status, string sentence) => TypedResults.Text(sentence, statusCode: status);
}
