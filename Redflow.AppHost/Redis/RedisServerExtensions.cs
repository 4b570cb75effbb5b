using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.AppHost.Redis;

internal static class RedisServerExtensions
{
    /// <summary>
    /// Garnet. <c>--lua-transaction-mode</c> makes a script atomic towards other sessions; the default device needs libaio, which fails
    /// at run time where it is missing. Every command is handed to the append-only file at once, though not waited for: a kill loses the
    /// last few. A checkpoint, every five minutes, cuts the file off by whole segments.
    /// </summary>
    public static IResourceBuilder<RedisServerResource> AddGarnet(this IDistributedApplicationBuilder builder, string name)
    {
        var folder = builder.DataFolder("garnet");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return builder.AddServer(name, dotnet, folder, GarnetServer())
            .WithArgs("--bind", "127.0.0.1", "-q", "--lua", "--lua-transaction-mode", "--memory", "1g", "--index", "64m")
            .WithArgs("--aof", "--device-type", "RandomAccess", "--aof-segment-size", "64m")
            .WithArgs("--checkpointdir", folder, "--recover", "--checkpoint-freq", "300");
    }

    public static IResourceBuilder<RedisServerResource> AddServerFromPath(this IDistributedApplicationBuilder builder, string name)
    {
        var command = OnPath("redis-server") ?? OnPath("valkey-server") ?? throw new DistributedApplicationException(
            "'--redis server' was asked for, and the PATH has neither redis-server nor valkey-server. Install one, or leave the option out: Garnet comes with the build.");
        var folder = builder.DataFolder("redis");
        return builder.AddServer(name, command, folder).WithArgs("--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes");
    }

    private static IResourceBuilder<RedisServerResource> AddServer(
        this IDistributedApplicationBuilder builder, string name, string command, string folder, params string[] args)
    {
        Directory.CreateDirectory(folder);
        var server = new RedisServerResource(name, command, folder);
        var check = $"{name}-ping";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, _ => new RedisPing(server), failureStatus: null, tags: null));
        return builder.AddResource(server)
            .WithEndpoint(scheme: "redis", name: RedisServerResource.EndpointName)
            .WithArgs(args)
            .WithArgs("--port", server.Endpoint.Property(EndpointProperty.TargetPort))
            .WithHealthCheck(check);
    }

    private static string GarnetServer()
    {
        var path = typeof(RedisServerExtensions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GarnetServer").Value!;
        return File.Exists(path) ? path : throw new DistributedApplicationException(
            $"Garnet is not at '{path}', where the restore put it. Run 'dotnet restore', or name a Redis by '--redis <connection string>'.");
    }

    private static string? OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, command))
        .FirstOrDefault(File.Exists);
}
