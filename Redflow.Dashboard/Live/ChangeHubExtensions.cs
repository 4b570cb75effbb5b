using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Redflow.Dashboard.Live;

/// <summary>One hub for a process, whoever reads from it.</summary>
internal static class ChangeHubExtensions
{
    public static void AddChangeHub(this IServiceCollection services)
    {
        services.TryAddSingleton<ChangeHub>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChangeHub>(services => services.GetRequiredService<ChangeHub>()));
    }
}
