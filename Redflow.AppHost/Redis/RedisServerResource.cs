namespace Redflow.AppHost.Redis;

/// <summary>A server that speaks Redis's protocol and runs as a process of this machine.</summary>
internal sealed class RedisServerResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    public const string EndpointName = "redis";

    public EndpointReference Endpoint => new(this, EndpointName);

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.HostAndPort)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Port)}")),
        new("Uri", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Url)}")),
    ];
}
