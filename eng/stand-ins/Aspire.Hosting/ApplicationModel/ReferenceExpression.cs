using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly string[] _manifestExpressions;

    private ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions)
    {
        Format = format;
        ValueProviders = valueProviders;
        _manifestExpressions = manifestExpressions;
    }

    public string Format { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public IReadOnlyList<string> ManifestExpressions => _manifestExpressions;

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, _manifestExpressions);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Expression.Build();

    internal static ReferenceExpression Create(string format, IValueProvider[] valueProviders, string[] manifestExpressions) =>
        new(format, valueProviders, manifestExpressions);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await ValueProviders[i].GetValueAsync(cancellationToken).ConfigureAwait(false);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    [InterpolatedStringHandler]
    public readonly struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal ReferenceExpressionBuilder Expression { get; } = new(literalLength, formattedCount);

        public void AppendLiteral(string value) => Expression.AppendLiteral(value);

        public void AppendFormatted(string? value) => Expression.AppendLiteral(value ?? "");

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => Expression.AppendValueProvider(valueProvider);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => Expression.AppendValueProvider(valueProvider.Resource);
    }
}
