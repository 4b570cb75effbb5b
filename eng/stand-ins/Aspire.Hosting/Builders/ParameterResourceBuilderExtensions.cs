using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Configured(builder, name), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        publishValueAsDefault
            ? throw new NotSupportedException("The stand-in for Aspire.Hosting does not cover publishValueAsDefault.")
            : builder.AddResource(new ParameterResource(name, _ => builder.Configuration[$"Parameters:{name}"] ?? valueGetter(), secret));

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name) ?? throw new DistributedApplicationException(
                $"Connection string parameter resource could not be used because connection string '{name}' is missing. Set ConnectionStrings:{name}."),
            environmentVariableName));

    internal static ParameterResource CreateGeneratedPassword(IDistributedApplicationBuilder builder, string name)
    {
        var parameter = new ParameterResource(
            name, generated => builder.Configuration[$"Parameters:{name}"] ?? generated!.GetDefaultValue(), secret: true)
        {
            Default = new GeneratedParameterDefault(),
        };
        builder.AddResource(parameter);
        return parameter;
    }

    private static string Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"] ?? throw new DistributedApplicationException(
            $"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing and the parameter has no default value.");
}
