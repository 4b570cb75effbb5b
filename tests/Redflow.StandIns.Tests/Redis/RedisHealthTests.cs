using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Redflow.StandIns.Tests.Redis;

public class RedisHealthTests
{
    [SkippableFact]
    public async Task Server_that_answers_is_healthy_and_one_that_was_killed_is_not()
    {
        using var server = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", server.ConnectionString));

        var before = await host.CheckHealthAsync();
        server.Kill();
        var after = await host.CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, before.Entries["StackExchange.Redis"].Status);
        Assert.Equal(HealthStatus.Unhealthy, after.Entries["StackExchange.Redis"].Status);
    }

    [Fact]
    public async Task Missing_connection_string_is_reported_as_unhealthy()
    {
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"));

        var report = await host.CheckHealthAsync();

        Assert.IsType<InvalidOperationException>(report.Entries["StackExchange.Redis"].Exception);
    }

    [Fact]
    public async Task Check_of_a_keyed_client_bears_its_name()
    {
        using var host = new RedisHost(builder =>
        {
            builder.AddRedisClient("redis");
            builder.AddKeyedRedisClient("chat");
        });

        var report = await host.CheckHealthAsync();

        Assert.Equal(["StackExchange.Redis", "StackExchange.Redis_chat"], report.Entries.Keys.Order());
    }

    [Fact]
    public async Task Check_can_be_disabled_in_code_and_in_the_configuration()
    {
        using var host = new RedisHost(
            builder =>
            {
                builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);
                builder.AddKeyedRedisClient("chat");
            },
            ("Aspire:StackExchange:Redis:chat:DisableHealthChecks", "true"));

        Assert.Empty((await host.CheckHealthAsync()).Entries);
    }
}
