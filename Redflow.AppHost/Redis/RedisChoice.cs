using Microsoft.Extensions.Configuration;

namespace Redflow.AppHost.Redis;

/// <summary>The one resource that is Redis, whichever server stands behind it.</summary>
internal static class RedisChoice
{
    /// <summary>
    /// In this order: what the manifest needs; a connection string (<c>--redis</c> or <c>ConnectionStrings:redis</c>); a server from the
    /// PATH (<c>--redis server</c>); a container, where a container runtime answers; Garnet, which came with the build.
    /// </summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddRedisOfChoice(this IDistributedApplicationBuilder builder, string name)
    {
        var asked = builder.Configuration["redis"];
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddRedis(name).WithDataVolume();
        }

        if (asked == "server")
        {
            return builder.AddServerFromPath(name);
        }

        if (asked == "garnet")
        {
            return builder.AddGarnet(name);
        }

        if (!string.IsNullOrEmpty(asked))
        {
            builder.Configuration[$"ConnectionStrings:{name}"] = asked;
        }

        if (builder.Configuration.GetConnectionString(name) is not null)
        {
            return builder.AddConnectionString(name);
        }

        return ContainerRuntime.Answers() ? builder.AddRedis(name).WithDataVolume() : builder.AddGarnet(name);
    }
}
