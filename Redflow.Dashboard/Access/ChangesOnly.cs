using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Access;

/// <summary>Lets a form through that one of the dashboard's pages has shown to this viewer, and who may change anything.</summary>
internal sealed class ChangesOnly(IAntiforgery antiforgery) : IEndpointFilter
{
    private readonly FormsOnly _forms = new(antiforgery);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        PageFrame.ViewerOf(context.HttpContext).CanChange
            ? _forms.InvokeAsync(context, next)
            : ValueTask.FromResult<object?>(TypedResults.Text("You may look at runs, and not change them.", statusCode: StatusCodes.Status403Forbidden));
}
