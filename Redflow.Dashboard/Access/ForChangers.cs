using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Access;

/// <summary>Shows a page with a form to those alone who may send it.</summary>
internal sealed class ForChangers : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        PageFrame.ViewerOf(context.HttpContext).CanChange
            ? next(context)
            : ValueTask.FromResult<object?>(Pages.Show<RefusalPage, Failure>(
                context.HttpContext,
                PageFrame.Of(context.HttpContext),
                new("You may look at this, and not change it", "Ask whoever runs this system for a key of the role operator."),
                StatusCodes.Status403Forbidden));
}
