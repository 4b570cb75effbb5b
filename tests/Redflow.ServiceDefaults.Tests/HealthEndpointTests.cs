using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.ServiceDefaults.Tests;

public class HealthEndpointTests
{
    [Theory]
    [InlineData("/health", "\"status\":\"Healthy\"")]
    [InlineData("/alive", "Healthy")]
    public async Task Service_without_checks_of_its_own_is_healthy(string path, string status)
    {
        await using var service = await Service.StartAsync();

        var response = await service.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(status, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_check_takes_the_service_out_of_rotation_but_does_not_have_it_restarted()
    {
        await using var service = await Service.StartAsync(
            builder => builder.Services.AddHealthChecks().AddCheck("redis", () => HealthCheckResult.Unhealthy()));

        var health = await service.Client.GetAsync("/health");
        var alive = await service.Client.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("\"status\":\"Unhealthy\"", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task Failing_check_that_is_tagged_live_is_reported_by_both()
    {
        await using var service = await Service.StartAsync(
            builder => builder.Services.AddHealthChecks().AddCheck("deadlock", () => HealthCheckResult.Unhealthy(), ["live"]));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/alive")).StatusCode);
    }
}
