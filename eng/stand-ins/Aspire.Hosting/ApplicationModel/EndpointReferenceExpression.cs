using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference;

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Endpoint.GetExpression(Property);

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Property == EndpointProperty.Scheme)
        {
            return Endpoint.Scheme;
        }

        if (Property == EndpointProperty.IPV4Host)
        {
            return "127.0.0.1";
        }

        var allocated = await Endpoint.EndpointAnnotation.WhenAllocated.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.TargetPort => allocated.TargetPort.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => throw new NotSupportedException($"The stand-in for Aspire.Hosting does not cover the endpoint property '{Property}'."),
        };
    }
}
