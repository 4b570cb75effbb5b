using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Redflow.StandIns.Tests.Hosting;

/// <summary>An application of shell commands, in this process.</summary>
internal static class TestApplication
{
    public static IDistributedApplicationBuilder CreateBuilder(params string[] args) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = args, DisableDashboard = true });

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", Path.GetTempPath(), "-c", script);

    /// <summary>Runs until it is stopped.</summary>
    public static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddShell(name, "exec sleep 1000");

    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationBuilder builder)
    {
        var application = builder.Build();
        await application.StartAsync(Bounded.Token());
        return application;
    }

    public static Task<ResourceEvent> RunningAsync(this DistributedApplication application, string name) =>
        application.ResourceNotifications.WaitForResourceAsync(name, e => e.Snapshot.State?.Text == KnownResourceStates.Running, Bounded.Token());

    public static Task<ResourceEvent> EndedAsync(this DistributedApplication application, string name) =>
        application.ResourceNotifications.WaitForResourceAsync(
            name, e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text), Bounded.Token());

    public static int Pid(this ResourceEvent running) =>
        (int)running.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!;

    /// <summary>The first line that the resource, or the AppHost about it, has written or will write.</summary>
    public static async Task<string> FirstLineAsync(this DistributedApplication application, string name)
    {
        var running = await application.ResourceNotifications.WaitForResourceAsync(name, _ => true, Bounded.Token());
        var logs = application.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in logs.WatchAsync(running.ResourceId).WithCancellation(Bounded.Token()))
        {
            return lines[0].Content;
        }

        throw new InvalidOperationException($"'{name}' wrote nothing.");
    }
}
