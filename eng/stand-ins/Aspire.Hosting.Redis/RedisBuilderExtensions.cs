using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Redis in a container: for the manifest only, as the stand-in for Aspire.Hosting has no container runtime.</summary>
public static class RedisBuilderExtensions
{
    private const string DataFolder = "/data";
    private const int ServerPort = 6379;

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var passwordParameter = password?.Resource ?? ParameterResourceBuilderExtensions.CreateGeneratedPassword(builder, $"{name}-password");
        var redis = new RedisResource(name, passwordParameter) { Entrypoint = "/bin/sh" };
        return builder.AddResource(redis)
            .WithAnnotation(new ContainerImageAnnotation { Registry = "docker.io", Image = "library/redis", Tag = "8.6" })
            .WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, name: RedisResource.PrimaryEndpointName, port: port, targetPort: ServerPort))
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = passwordParameter)
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(Command(redis));
            });
    }

    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
#pragma warning disable CA1308 // names of volumes are lower case
        var source = name ?? $"{builder.ApplicationBuilder.Environment.ApplicationName.ToLowerInvariant()}-{builder.Resource.Name}-data";
#pragma warning restore CA1308
        builder.WithAnnotation(new ContainerMountAnnotation(source, DataFolder, ContainerMountType.Volume, isReadOnly));
        return isReadOnly ? builder : builder.WithPersistence();
    }

    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.WithAnnotation(
            new RedisPersistenceAnnotation(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);

    private static string Command(RedisResource redis) => redis.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"redis-server --requirepass $REDIS_PASSWORD --save {persistence.Interval.TotalSeconds:0} {persistence.KeysChangedThreshold}")
        : "redis-server --requirepass $REDIS_PASSWORD";
}
