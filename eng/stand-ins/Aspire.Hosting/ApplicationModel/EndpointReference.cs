namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointReference : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name)
    {
    }

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        Resource = owner;
        EndpointName = endpointName;
    }

    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    public EndpointAnnotation EndpointAnnotation => Find() ?? throw new InvalidOperationException(
        $"The endpoint '{EndpointName}' is not defined for the resource '{Resource.Name}'.");

    public bool Exists => Find() is not null;

    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public int Port => Allocated.Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Host => Allocated.Address;

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Url => Allocated.UriString;

    public string ValueExpression => GetExpression(EndpointProperty.Url);

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint ?? throw new InvalidOperationException(
        $"The endpoint '{EndpointName}' is not allocated for the resource '{Resource.Name}'.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    internal string GetExpression(EndpointProperty property) => property switch
    {
        EndpointProperty.Url => Binding("url"),
        EndpointProperty.Host or EndpointProperty.IPV4Host => Binding("host"),
        EndpointProperty.Port => Binding("port"),
        EndpointProperty.Scheme => Binding("scheme"),
        EndpointProperty.TargetPort => Binding("targetPort"),
        EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
        _ => throw new NotSupportedException($"The stand-in for Aspire.Hosting does not cover the endpoint property '{property}'."),
    };

    private string Binding(string part) => $"{{{Resource.Name}.bindings.{EndpointName}.{part}}}";

    private EndpointAnnotation? Find() => Resource.Annotations.OfType<EndpointAnnotation>()
        .SingleOrDefault(a => string.Equals(a.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
