using Microsoft.AspNetCore.Builder;
using Redflow.Testing;

namespace Redflow.Api.Tests.Hosting;

/// <summary>The real API on a free loopback port, and a client that talks to it.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiServer(WebApplication app)
    {
        _app = app;
        Http = new() { BaseAddress = new(app.Urls.Single()), Timeout = Wait.Limit };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it over a Redis, in Development unless the arguments say otherwise; later arguments win.</summary>
    public static Task<ApiServer> StartAsync(TestServer redis, string prefix, params string[] args) =>
        StartAsync(Build(redis, prefix, args));

    public static async Task<ApiServer> StartAsync(WebApplication app)
    {
        await app.StartAsync().Bounded();
        return new(app);
    }

    public static WebApplication Build(TestServer redis, string prefix, params string[] args) => ApiApplication.Build(
    [
        "--urls=http://127.0.0.1:0",
        "--environment=Development",
        $"--ConnectionStrings:redis={redis.ConnectionString}",
        $"--Aspire:Redflow:Client:Prefix={prefix}",
        .. args,
    ]);

    /// <summary>Stops it as SIGTERM does.</summary>
    public Task StopAsync() => _app.StopAsync().Bounded();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
