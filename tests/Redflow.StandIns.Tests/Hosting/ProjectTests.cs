using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Redflow.StandIns.Tests.Hosting;

/// <summary>An AppHost with two projects, run by Aspire.Hosting.Testing from its own Main.</summary>
public sealed class SampleApplication : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;

    public DistributedApplication Application { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>([], Bounded.Token());
        Application = await _builder.BuildAsync(Bounded.Token());
        await Application.StartAsync(Bounded.Token());
        await Application.ResourceNotifications.WaitForResourceHealthyAsync("caller", Bounded.Token());
    }

    public async Task DisposeAsync() => await _builder!.DisposeAsync();
}

public class ProjectTests(SampleApplication sample) : IClassFixture<SampleApplication>
{
    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Staging")]
    [InlineData("FROM_PROFILE", "yes")]
    [InlineData("DOTNET_LAUNCH_PROFILE", "http")]
    [InlineData("OTEL_SERVICE_NAME", "caller")]
    [InlineData("OTEL_TRACES_SAMPLER", "always_on")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "1000")]
    [InlineData("ANSWER", "42")]
    [InlineData("DOTNET_ENVIRONMENT", null)]
    [InlineData("HTTP_PORTS", null)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", null)]
    public async Task Project_receives(string name, string? value) => Assert.Equal(value, await EnvironmentAsync("caller", name));

    [Fact]
    public async Task Reference_names_the_other_services_address_in_both_forms()
    {
        var address = sample.Application.GetEndpoint("service").ToString().TrimEnd('/');

        Assert.Equal(address, await EnvironmentAsync("caller", "services__service__http__0"));
        Assert.Equal(address, await EnvironmentAsync("caller", "SERVICE_HTTP"));
    }

    [Fact]
    public async Task Project_listens_where_its_endpoint_says_and_not_on_the_port_of_its_profile()
    {
        var address = sample.Application.GetEndpoint("service");

        Assert.NotEqual(15198, address.Port);
        Assert.Equal(address.ToString().TrimEnd('/'), await EnvironmentAsync("service", "ASPNETCORE_URLS"));
    }

    [Fact]
    public async Task Instance_id_is_the_end_of_the_resource_id()
    {
        var running = await sample.Application.RunningAsync("caller");

        Assert.Equal($"service.instance.id={running.ResourceId[^8..]}", await EnvironmentAsync("caller", "OTEL_RESOURCE_ATTRIBUTES"));
    }

    private async Task<string?> EnvironmentAsync(string resource, string name)
    {
        using var client = sample.Application.CreateHttpClient(resource);
        var text = await client.GetStringAsync(new Uri($"environment/{name}", UriKind.Relative), Bounded.Token());
        return text.Length == 0 ? null : text;
    }
}
