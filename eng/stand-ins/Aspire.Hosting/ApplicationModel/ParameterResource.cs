namespace Aspire.Hosting.ApplicationModel;

public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; }

    public string ValueExpression => IsConnectionString ? $"{{{Name}.connectionString}}" : $"{{{Name}.value}}";

    internal bool IsConnectionString { get; init; }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}
