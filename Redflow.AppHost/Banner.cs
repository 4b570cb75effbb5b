using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.AppHost.Redis;

namespace Redflow.AppHost;

/// <summary>Says where everything is, once all of it is up.</summary>
internal sealed class Banner(
    IResourceWithConnectionString redis, IResourceWithEndpoints api, IReadOnlyList<IResource> all, ResourceNotificationService notifications)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(all.Select(r => notifications.WaitForResourceHealthyAsync(r.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken)));
        var connectionString = await redis.GetConnectionStringAsync(stoppingToken);

        Console.WriteLine();
        Console.WriteLine("Redflow is up.");
        Console.WriteLine($"  Api    {api.GetEndpoint("http").Url}");
        Console.WriteLine($"  Redis  {RedisAddress.WithoutSecrets(connectionString ?? "")}");
        Console.WriteLine();
    }
}

internal static class BannerExtensions
{
    public static void AddBanner(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<IResourceWithConnectionString> redis,
        IResourceBuilder<ProjectResource> api,
        params IResourceBuilder<ProjectResource>[] others)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            IResource[] all = [redis.Resource, api.Resource, .. others.Select(o => o.Resource)];
            builder.Services.AddHostedService(services => new Banner(
                redis.Resource, api.Resource, all, services.GetRequiredService<ResourceNotificationService>()));
        }
    }
}
