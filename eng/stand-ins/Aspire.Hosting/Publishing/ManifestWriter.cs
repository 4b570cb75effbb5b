using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes each resource as the deployment manifest has it: values stay expressions, to be filled in by the deployment.</summary>
internal sealed class ManifestWriter(Utf8JsonWriter json, string folder, DistributedApplicationExecutionContext context)
{
    public async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/aspire-8.0.json");
        json.WriteString("writtenBy", "Redflow's stand-in for Aspire.Hosting (eng/stand-ins); publish with real Aspire to deploy");
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            json.WriteStartObject(resource.Name);
            await WriteAsync(resource, cancellationToken).ConfigureAwait(false);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteAsync(IResource resource, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case ConnectionStringResource connectionString:
                json.WriteString("type", "value.v0");
                json.WriteString("connectionString", connectionString.ConnectionStringExpression.ValueExpression);
                break;
            case ContainerResource container:
                WriteContainer(container);
                await WriteShapeAsync(container, cancellationToken).ConfigureAwait(false);
                break;
            case ProjectResource project:
                json.WriteString("type", "project.v0");
                json.WriteString("path", Relative(project.GetProjectMetadata().ProjectPath));
                await WriteShapeAsync(project, cancellationToken).ConfigureAwait(false);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                await WriteShapeAsync(executable, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new NotSupportedException($"The stand-in's manifest has no form for '{resource.Name}', a {resource.GetType().Name}.");
        }
    }

    private void WriteParameter(ParameterResource parameter)
    {
        if (parameter.IsConnectionString)
        {
            json.WriteString("type", "parameter.v0");
            json.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        }
        else
        {
            json.WriteString("type", "parameter.v0");
        }

        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }

        if (parameter.Default is GeneratedParameterDefault)
        {
            json.WriteStartObject("default");
            json.WriteStartObject("generate");
            json.WriteNumber("minLength", GeneratedParameterDefault.MinLength);
            json.WriteBoolean("special", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContainer(ContainerResource container)
    {
        json.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString source)
        {
            json.WriteString("connectionString", source.ConnectionStringExpression.ValueExpression);
        }

        var image = container.Annotations.OfType<ContainerImageAnnotation>().Last();
        var registry = image.Registry is null ? "" : image.Registry + "/";
        json.WriteString("image", $"{registry}{image.Image}:{image.Tag ?? "latest"}");
        if (container.Entrypoint is not null)
        {
            json.WriteString("entrypoint", container.Entrypoint);
        }
    }

    private async Task WriteShapeAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(arguments, cancellationToken) { ExecutionContext = context }).ConfigureAwait(false);
        }

        var environment = new Dictionary<string, object>();
        if (resource is ProjectResource project)
        {
            AddProjectDefaults(environment, project);
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(new EnvironmentCallbackContext(context, resource, environment, cancellationToken)).ConfigureAwait(false);
        }

        WriteArgs(arguments);
        WriteVolumes(resource);
        WriteEnvironment(environment);
        WriteBindings(resource);
    }

    private static void AddProjectDefaults(Dictionary<string, object> environment, ProjectResource project)
    {
        var http = project.GetEndpoints().FirstOrDefault(e => e.Scheme == "http");
        if (http is not null)
        {
            environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            environment["HTTP_PORTS"] = http.Property(EndpointProperty.TargetPort);
        }
    }

    private void WriteArgs(List<object> arguments)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        json.WriteStartArray("args");
        foreach (var argument in arguments)
        {
            json.WriteStringValue(Expression(argument));
        }

        json.WriteEndArray();
    }

    private void WriteVolumes(IResource resource)
    {
        var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().Where(m => m.Type == ContainerMountType.Volume).ToArray();
        if (mounts.Length == 0)
        {
            return;
        }

        json.WriteStartArray("volumes");
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            json.WriteString("name", mount.Source);
            json.WriteString("target", mount.Target);
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteEnvironment(Dictionary<string, object> environment)
    {
        if (environment.Count == 0)
        {
            return;
        }

        json.WriteStartObject("env");
        foreach (var (name, value) in environment)
        {
            json.WriteString(name, Expression(value));
        }

        json.WriteEndObject();
    }

    private void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToArray();
        if (endpoints.Length == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", "tcp");
            json.WriteString("transport", endpoint.Transport);
            if (endpoint.TargetPort is { } targetPort)
            {
                json.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                json.WriteBoolean("external", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Expression(object value) => value switch
    {
        string text => text,
        IManifestExpressionProvider provider => provider.ValueExpression,
        IResourceBuilder<IResource> { Resource: IManifestExpressionProvider provider } => provider.ValueExpression,
        _ => value.ToString() ?? "",
    };
}
