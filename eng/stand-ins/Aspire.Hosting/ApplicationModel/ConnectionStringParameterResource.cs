namespace Aspire.Hosting.ApplicationModel;

internal sealed class ConnectionStringParameterResource : ParameterResource, IResourceWithConnectionString
{
    public ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariable)
        : base(name, callback, secret: true)
    {
        IsConnectionString = true;
        ConnectionStringEnvironmentVariable = environmentVariable;
    }

    public string? ConnectionStringEnvironmentVariable { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{(ParameterResource)this}");
}
