using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.ServiceDefaults.Tests;

public class HealthDetailTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task This_machine_is_told_what_each_check_has_found(HealthStatus status, HttpStatusCode code)
    {
        await using var service = await StartAsync(status);

        var response = await service.Client.GetAsync("/health");
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal((code, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"{status}", (string?)json["status"]);
        Assert.Equal((string?)json["checks"]!["redis"]!["status"], $"{status}");
        Assert.Equal("It answers.", (string?)json["checks"]!["redis"]!["description"]);
        Assert.Equal("Set appendonly to yes.", (string?)json["checks"]!["redis"]!["data"]!["NotPersistent"]!["message"]);
        Assert.Equal("Healthy", (string?)json["checks"]!["self"]!["status"]);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task What_a_proxy_forwards_is_told_the_word_alone(string header)
    {
        await using var service = await StartAsync(HealthStatus.Degraded);

        Assert.Equal("Degraded", await GetAsync(service, header, "203.0.113.7"));
    }

    [Fact]
    public async Task Other_machines_are_told_the_word_alone_unless_they_are_authenticated()
    {
        await using var service = await StartAsync(HealthStatus.Degraded);

        Assert.Equal("Degraded", await GetAsync(service, "From", "203.0.113.7"));
        Assert.StartsWith("{", await GetAsync(service, "User", "ann"), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(Service service, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { header, value } } };
        using var response = await service.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<Service> StartAsync(HealthStatus status) => Service.StartAsync(
        builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("redis", () => new(
                status, "It answers.", data: new Dictionary<string, object> { ["NotPersistent"] = new { Severity = "Warning", Message = "Set appendonly to yes." } }));
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, Elsewhere>();
        });

    /// <summary>Has requests come from elsewhere, or from somebody, as their headers say.</summary>
    private sealed class Elsewhere : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                if (context.Request.Headers["From"] is [{ } address])
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                }

                if (context.Request.Headers["User"] is [{ } name])
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.7");
                    context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test"));
                }

                return go(context);
            });
            next(app);
        };
    }
}
