using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Redflow.StandIns.Tests.Hosting;

public class TestingBuilderTests
{
    [Fact]
    public async Task Test_may_change_the_model_before_it_builds()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(Bounded.Token());
        builder.Resources.Clear();
        builder.AddSleeper("added");
        await using var application = await builder.BuildAsync(Bounded.Token());
        await application.StartAsync(Bounded.Token());

        var running = await application.RunningAsync("added");

        Assert.True(Processes.IsRunning(running.Pid()));
    }

    [Fact]
    public async Task Builder_that_is_never_built_lets_go_of_the_AppHost()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(Bounded.Token());

        await builder.DisposeAsync().AsTask().WaitAsync(Bounded.Limit);

        Assert.Equal("Development", builder.Environment.EnvironmentName);
    }

    [Fact]
    public async Task Exception_of_the_AppHosts_Main_is_the_tests()
    {
        string[] args = ["--publisher", "azure"];

        var refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(args, Bounded.Token()));

        Assert.Contains("'azure'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_for_a_resource_that_ended_fails_instead_of_hanging()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(Bounded.Token());
        builder.Resources.Clear();
        builder.AddShell("short", "exit 1");
        await using var application = await builder.BuildAsync(Bounded.Token());
        await application.StartAsync(Bounded.Token());
        await application.EndedAsync("short");

        var failed = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => application.ResourceNotifications.WaitForResourceHealthyAsync("short", Bounded.Token()));

        Assert.Contains(KnownResourceStates.Finished, failed.Message, StringComparison.Ordinal);
    }
}
