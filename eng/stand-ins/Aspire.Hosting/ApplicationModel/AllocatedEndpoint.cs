using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public class AllocatedEndpoint
{
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
    {
        Endpoint = endpoint;
        Address = address;
        Port = port;
        TargetPortExpression = targetPortExpression;
    }

    public EndpointAnnotation Endpoint { get; }

    public string Address { get; }

    public int Port { get; }

    public string? TargetPortExpression { get; }

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    public string UriString => $"{UriScheme}://{EndPointString}";

    internal int TargetPort => TargetPortExpression is null ? Port : int.Parse(TargetPortExpression, CultureInfo.InvariantCulture);

    public override string ToString() => UriString;
}
