using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The text of a value that a model holds: a string, or something that knows it once the endpoints have their ports.</summary>
internal static class ResolvedValue
{
    public static async ValueTask<string> OfAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "",
        IResourceBuilder<IResource> { Resource: IValueProvider provider } =>
            await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
