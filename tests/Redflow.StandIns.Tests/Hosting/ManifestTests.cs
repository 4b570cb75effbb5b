using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Redflow.StandIns.Tests.Hosting;

public sealed class ManifestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redflow-manifest-").FullName;

    private string File => Path.Combine(_folder, "manifest.json");

    [Fact]
    public async Task Manifest_has_projects_with_their_bindings_and_expressions_and_starts_nothing()
    {
        string[] args = ["--publisher", "manifest", "--output-path", File];
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(args, Bounded.Token());
        await using var application = await builder.BuildAsync(Bounded.Token());
        await application.StartAsync(Bounded.Token());

        using var manifest = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(File, Bounded.Token()));

        var service = manifest.RootElement.GetProperty("resources").GetProperty("service");
        var caller = manifest.RootElement.GetProperty("resources").GetProperty("caller");
        Assert.Contains("stand-in", manifest.RootElement.GetProperty("writtenBy").GetString(), StringComparison.Ordinal);
        Assert.Equal("project.v0", service.GetProperty("type").GetString());
        Assert.EndsWith("SampleService/SampleService.csproj", service.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.True(service.GetProperty("bindings").GetProperty("http").GetProperty("external").GetBoolean());
        Assert.Equal("{service.bindings.http.targetPort}", service.GetProperty("env").GetProperty("HTTP_PORTS").GetString());
        Assert.Equal("{service.bindings.http.url}", caller.GetProperty("env").GetProperty("services__service__http__0").GetString());
        Assert.Equal("{answer.value}", caller.GetProperty("env").GetProperty("ANSWER").GetString());
        Assert.False(application.ResourceNotifications.TryGetCurrentState("service", out _));
    }

    [Fact]
    public async Task Redis_is_a_container_with_a_generated_password()
    {
        var builder = TestApplication.CreateBuilder("--publisher", "manifest", "--output-path", File);
        var redis = builder.AddRedis("redis").WithDataVolume("data");
        builder.AddSleeper("client").WithReference(redis);
        await using var application = await builder.StartAsync();

        using var manifest = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(File, Bounded.Token()));

        var resources = manifest.RootElement.GetProperty("resources");
        var container = resources.GetProperty("redis");
        Assert.Equal("container.v0", container.GetProperty("type").GetString());
        Assert.Equal("{redis.bindings.tcp.host}:{redis.bindings.tcp.port},password={redis-password.value}", container.GetProperty("connectionString").GetString());
        Assert.Equal("{redis-password.value}", container.GetProperty("env").GetProperty("REDIS_PASSWORD").GetString());
        Assert.Equal("data", container.GetProperty("volumes")[0].GetProperty("name").GetString());
        Assert.Contains("--save 60 1", container.GetProperty("args")[1].GetString(), StringComparison.Ordinal);
        Assert.Equal("parameter.v0", resources.GetProperty("redis-password").GetProperty("type").GetString());
        Assert.Equal("{redis.connectionString}", resources.GetProperty("client").GetProperty("env").GetProperty("ConnectionStrings__redis").GetString());
    }

    [Fact]
    public void Other_publishers_are_refused() =>
        Assert.Throws<NotSupportedException>(() => TestApplication.CreateBuilder("--publisher", "docker-compose"));

    [Fact]
    public async Task Container_is_unhealthy_where_there_is_no_runtime()
    {
        var builder = TestApplication.CreateBuilder();
        var redis = builder.AddRedis("redis");
        builder.AddSleeper("client").WaitFor(redis);
        await using var application = await builder.StartAsync();

        await application.ResourceNotifications.WaitForResourceAsync("redis", KnownResourceStates.RuntimeUnhealthy, Bounded.Token());
        await application.ResourceNotifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, Bounded.Token());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
