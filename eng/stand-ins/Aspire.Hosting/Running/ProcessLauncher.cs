using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting.Running;

/// <summary>Works out what to start for an instance: the command, its arguments and its environment.</summary>
internal sealed class ProcessLauncher(
    DistributedApplicationExecutionContext context, DashboardProcess dashboard, Microsoft.Extensions.Hosting.IHostEnvironment host)
{
    public async Task<LaunchPlan> PlanAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, object>(StringComparer.Ordinal);
        if (resource is ProjectResource project)
        {
            ProjectEnvironment.Add(environment, project, id, dashboard.OtlpEndpoint, host);
        }

        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(new EnvironmentCallbackContext(context, resource, environment, cancellationToken)).ConfigureAwait(false);
        }

        var args = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(args, cancellationToken) { ExecutionContext = context }).ConfigureAwait(false);
        }

        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment)
        {
            resolved[name] = await ResolvedValue.OfAsync(value, cancellationToken).ConfigureAwait(false);
        }

        var texts = new List<string>();
        foreach (var arg in args)
        {
            texts.Add(await ResolvedValue.OfAsync(arg, cancellationToken).ConfigureAwait(false));
        }

        return Plan(resource, texts, resolved);
    }

    private static LaunchPlan Plan(IResource resource, List<string> args, Dictionary<string, string> environment) => resource switch
    {
        ProjectResource project => PlanProject(project, args, environment),
        ExecutableResource executable => new LaunchPlan(
            CommandPath.Find(executable.Command, executable.WorkingDirectory) ?? throw new DistributedApplicationException(
                $"The command '{executable.Command}' of resource '{resource.Name}' was found neither as a file nor on the PATH."),
            args,
            executable.WorkingDirectory,
            environment),
        _ => throw new NotSupportedException(
            $"The stand-in for Aspire.Hosting starts projects and executables. '{resource.Name}' is a {resource.GetType().Name}."),
    };

    private static LaunchPlan PlanProject(ProjectResource project, List<string> args, Dictionary<string, string> environment)
    {
        var path = project.GetProjectMetadata().ProjectPath;
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? CommandPath.Find("dotnet", ".") ?? Environment.ProcessPath!;
        return new LaunchPlan(dotnet, [ProjectOutput.Find(path), .. args], Path.GetDirectoryName(path)!, environment);
    }
}
