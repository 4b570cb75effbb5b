using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Hosting;
using Redflow.Results;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class WorkerOptionsTests
{
    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("10675199.02:48:05.4775807")]
    [InlineData("01:00:00")]
    public async Task A_grace_period_that_does_not_fit_keeps_the_host_from_starting_and_is_named(string period)
    {
        using var host = Build(period, TimeSpan.FromSeconds(30));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("ShutdownGracePeriod", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_waits_for_its_end_as_long_as_it_takes_takes_any_grace_period()
    {
        using var host = Build("01:00:00", Timeout.InfiniteTimeSpan);

        await host.StartAsync();

        await host.StopAsync();
        Assert.Equal(TimeSpan.FromHours(1), host.Services.GetRequiredService<IOptions<RedflowWorkerOptions>>().Value.ShutdownGracePeriod);
    }

    [Fact]
    public void A_list_of_options_can_be_empty_but_not_taken_away()
    {
        Assert.Throws<ArgumentNullException>("Queues", () => new RedflowWorkerOptions { Queues = null! });
        Assert.Throws<ArgumentNullException>("Aliases", () => new WorkflowOptions { Aliases = null! });
        Assert.Throws<ArgumentNullException>("Events", () => new WorkflowOptions { Events = null! });
        Assert.Throws<ArgumentNullException>("Cron", () => new WorkflowOptions { Cron = null! });
        Assert.Throws<ArgumentNullException>("Codecs", () => new RunResultOptions { Codecs = null! });
    }

    private static IHost Build(string gracePeriod, TimeSpan shutdown)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Redflow:Worker:ShutdownGracePeriod"] = gracePeriod;
        builder.Services.AddSingleton<IRedflowStore>(new MemoryStore(TimeProvider.System));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = shutdown);
        builder.AddRedflowWorker("redis");
        return builder.Build();
    }
}
