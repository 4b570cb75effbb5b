namespace Redflow.Api.OpenApi;

/// <summary>What the OpenAPI document says of an endpoint beyond what its handler's types say; it stands where the endpoint is mapped.</summary>
internal static class EndpointDescriptions
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="id">Its operation id, which never changes: generated clients call their methods so.</param>
    /// <param name="summary">What it does, in a few words.</param>
    /// <param name="description">What else there is to know.</param>
    public static TBuilder Describe<TBuilder>(this TBuilder endpoint, string id, string summary, string description)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithName(id).WithSummary(summary).WithDescription(description);

    /// <summary>Says when an answer with a status comes.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="status">The status.</param>
    /// <param name="description">When it comes.</param>
    /// <param name="types">What its body is, where the handler's type does not say it all.</param>
    public static TBuilder Answers<TBuilder>(this TBuilder endpoint, int status, string description, params Type[] types)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Answer(status, description, types));

    /// <summary>Says what problems it answers with, beside those that every endpoint may.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoints, params ProblemType[] problems)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Refusals(problems));

    /// <summary>Says what body it takes: handlers read theirs by hand, as the text that it is.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="type">What the body is read as.</param>
    /// <param name="description">What it means, and what an empty one does.</param>
    /// <param name="example">One, as JSON.</param>
    /// <param name="isRequired">Whether an empty one is refused.</param>
    public static TBuilder TakesBody<TBuilder>(this TBuilder endpoint, Type type, string description, string example, bool isRequired = false)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Body(type, description, example, isRequired));

    /// <summary>An answer of an endpoint.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Description">When it comes.</param>
    /// <param name="Types">What its body may be; none where the handler's type says it.</param>
    internal sealed record Answer(int Status, string Description, IReadOnlyList<Type> Types);

    /// <summary>Problems of an endpoint.</summary>
    /// <param name="Problems">Which.</param>
    internal sealed record Refusals(IReadOnlyList<ProblemType> Problems);

    /// <summary>The body that an endpoint takes.</summary>
    /// <param name="Type">What it is read as.</param>
    /// <param name="Description">What it means.</param>
    /// <param name="Example">One, as JSON.</param>
    /// <param name="IsRequired">Whether an empty one is refused.</param>
    internal sealed record Body(Type Type, string Description, string Example, bool IsRequired);
}
