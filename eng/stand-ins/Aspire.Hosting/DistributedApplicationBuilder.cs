using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly EntryPointInterception? _interception;

    private DistributedApplicationBuilder(DistributedApplicationOptions options, EntryPointInterception? interception)
    {
        _interception = interception;
        AppHostAssembly = interception?.EntryPoint
            ?? (options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly());
        AppHostDirectory = ProjectDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ApplicationName = AppHostAssembly?.GetName().Name,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = interception is null ? null : AppHostProfile.EnvironmentName(AppHostDirectory),
        });
        if (interception is not null)
        {
            Configuration.AddInMemoryCollection(interception.Configuration);
        }

        ExecutionContext = new DistributedApplicationExecutionContext(AppHostOperation.Read(Configuration));
        var testing = interception is not null;
        AppHostServices.Add(_host, this, new AppHostSettings(
            RandomizePorts: Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"),
            Testing: testing,
            DashboardWanted: !testing && !options.DisableDashboard));
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public static DistributedApplicationBuilder Create(DistributedApplicationOptions options)
    {
        options.Args = BareSwitches.GiveValues(options.Args ?? []);
        return new DistributedApplicationBuilder(options, EntryPointInterception.Current);
    }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.Any(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{typeof(T)}' with name '{resource.Name}': another resource has that name (they are case-insensitive).");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _interception?.Building(this);
        return BuildCore();
    }

    /// <summary>What Build does when no test holds it back.</summary>
    internal DistributedApplication BuildCore()
    {
        var application = new DistributedApplication(_host.Build(), _interception);
        _interception?.Built(application);
        return application;
    }

    private static string? ProjectDirectory(Assembly? assembly) => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => string.Equals(a.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase))?.Value;
}
