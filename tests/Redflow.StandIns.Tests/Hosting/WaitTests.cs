using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.StandIns.Tests.Hosting;

public class WaitTests
{
    [Fact]
    public async Task Resource_waits_until_the_health_checks_of_its_dependency_pass()
    {
        var open = false;
        var builder = TestApplication.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("gate", () => Volatile.Read(ref open) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        var first = builder.AddSleeper("first").WithHealthCheck("gate");
        builder.AddSleeper("second").WaitFor(first);
        await using var application = await builder.StartAsync();
        var notifications = application.ResourceNotifications;

        await notifications.WaitForResourceAsync("first", e => e.Snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy }], Bounded.Token());
        await notifications.WaitForResourceAsync("second", KnownResourceStates.Waiting, Bounded.Token());
        Volatile.Write(ref open, true);
        await application.RunningAsync("second");

        var ready = await notifications.WaitForResourceHealthyAsync("first", Bounded.Token());
        Assert.NotNull(ready.Snapshot.ResourceReadyEvent);
    }

    [Fact]
    public async Task Ready_event_comes_before_what_waits_for_it_starts()
    {
        var order = new List<string>();
        var builder = TestApplication.CreateBuilder();
        var first = builder.AddSleeper("first");
        var second = builder.AddSleeper("second").WaitFor(first);
        builder.Eventing.Subscribe<ResourceReadyEvent>(first.Resource, (_, _) => Note("first ready"));
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>(second.Resource, (_, _) => Note("second starts"));
        await using var application = await builder.StartAsync();

        await application.RunningAsync("second");

        Assert.Equal(["first ready", "second starts"], order);

        Task Note(string what)
        {
            order.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Resource_that_waits_can_be_stopped()
    {
        var builder = TestApplication.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        var first = builder.AddSleeper("first").WithHealthCheck("never");
        builder.AddSleeper("second").WaitFor(first);
        await using var application = await builder.StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("second", KnownResourceStates.Waiting, Bounded.Token());

        await application.StopAsync(Bounded.Token());

        Assert.Equal(KnownResourceStates.Exited, (await application.EndedAsync("second")).Snapshot.State!.Text);
    }

    [Fact]
    public async Task Resource_waits_for_the_end_of_another()
    {
        var builder = TestApplication.CreateBuilder();
        var setup = builder.AddShell("setup", "exit 0");
        builder.AddSleeper("main").WaitForCompletion(setup);
        await using var application = await builder.StartAsync();

        await application.RunningAsync("main");

        Assert.Equal(0, (await application.EndedAsync("setup")).Snapshot.ExitCode);
    }

    [Fact]
    public void Dependants_stop_before_what_they_depend_on()
    {
        var builder = TestApplication.CreateBuilder();
        var redis = builder.AddSleeper("redis");
        var api = builder.AddSleeper("api").WaitFor(redis);
        builder.AddSleeper("worker").WaitFor(redis);
        builder.AddSleeper("front").WaitFor(api);

        var layers = StopOrder.Layers(builder.Resources).Select(layer => string.Join(' ', layer.Select(r => r.Name)));

        Assert.Equal(["worker front", "api", "redis"], layers);
    }
}
