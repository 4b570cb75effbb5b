using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Redflow.Api.OpenApi;

/// <summary>
/// Tells the API explorer of what handlers' types do not: the bodies that they read by hand, and answers of several types. The framework's own way
/// (<c>Accepts</c>) would have routing refuse other content types before the handler does, without a problem that says what to do.
/// </summary>
internal sealed class HandReadBodies : IApiDescriptionProvider
{
    /// <summary>Behind those that find the endpoints.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var description in context.Results)
        {
            var metadata = description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<EndpointDescriptions.Body>().LastOrDefault() is { } body)
            {
                description.ParameterDescriptions.Add(new() { Name = "body", Source = BindingSource.Body, Type = body.Type, IsRequired = body.IsRequired });
                description.SupportedRequestFormats.Add(new() { MediaType = "application/json" });
            }

            foreach (var answer in metadata.OfType<EndpointDescriptions.Answer>().Where(answer => answer.Types.Count > 0))
            {
                foreach (var known in description.SupportedResponseTypes.Where(known => known.StatusCode == answer.Status))
                {
                    known.Type = answer.Types[0];
                }
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }
}
