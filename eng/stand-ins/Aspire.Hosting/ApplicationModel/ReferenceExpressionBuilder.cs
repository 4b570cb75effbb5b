using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string> _manifestExpressions;

    public ReferenceExpressionBuilder()
        : this(literalLength: 16, formattedCount: 2)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength);
        _valueProviders = new List<IValueProvider>(formattedCount);
        _manifestExpressions = new List<string>(formattedCount);
    }

    public bool IsEmpty => _format.Length == 0;

    public void AppendLiteral(string value) =>
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void Append(in ReferenceExpression.ExpressionInterpolatedStringHandler handler)
    {
        var part = handler.Expression.Build();
        AppendFormat(part);
    }

    public ReferenceExpression Build() => ReferenceExpression.Create(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions]);

    internal void AppendValueProvider<T>(T provider)
        where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(provider);
        _manifestExpressions.Add(provider.ValueExpression);
    }

    private void AppendFormat(ReferenceExpression part)
    {
        var renumbered = Enumerable.Range(_valueProviders.Count, part.ValueProviders.Count).Select(i => $"{{{i}}}").ToArray<object>();
        // string.Format un-escapes the doubled braces of the literals, so they are doubled once more first.
        var escaped = part.Format
            .Replace("{{", "{{{{", StringComparison.Ordinal)
            .Replace("}}", "}}}}", StringComparison.Ordinal);
        _format.Append(string.Format(CultureInfo.InvariantCulture, escaped, renumbered));
        _valueProviders.AddRange(part.ValueProviders);
        _manifestExpressions.AddRange(part.ManifestExpressions);
    }
}
