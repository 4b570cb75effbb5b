using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests;

public sealed class FailureTests(GarnetServer redis) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task Unexpected_error_is_500_and_tells_nothing_of_its_cause()
    {
        var app = ApiServer.Build(redis, "failure");
        app.MapGet("/broken", IResult () => throw new InvalidOperationException("secret"));
        await using var api = await ApiServer.StartAsync(app);

        var response = await api.Http.AskAsync("/broken");

        var problem = await response.ProblemAsync("internal-error");
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.Text("traceId"));
    }

    [Fact]
    public async Task Request_that_needs_redis_is_503_while_it_is_down_and_served_when_it_is_back()
    {
        await using var own = new OwnRedis();
        await own.Server.InitializeAsync();
        await using var api = await own.StartApiAsync();
        Assert.True((await api.Http.AskAsync("/api/v1/stats")).IsSuccessStatusCode);

        own.Server.Kill();

        var response = await api.Http.AskAsync("/api/v1/stats").Bounded();
        await response.ProblemAsync("store-unavailable");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        own.Server.Spawn();
        await Wait.UntilAsync(async () => (await api.Http.AskAsync("/api/v1/stats")).IsSuccessStatusCode, "the API is connected again");
    }

    [Fact]
    public async Task Api_that_starts_before_redis_answers_503_until_it_is_there()
    {
        await using var own = new OwnRedis();
        await using var api = await own.StartApiAsync();

        await (await api.Http.AskAsync("/api/v1/runs").Bounded()).ProblemAsync("store-unavailable");

        own.Server.Spawn();
        await Wait.UntilAsync(async () => (await api.Http.AskAsync("/api/v1/runs")).IsSuccessStatusCode, "the API is connected");
    }

    /// <summary>A server that one test may kill.</summary>
    private sealed class OwnRedis : IAsyncDisposable
    {
        public GarnetServer Server { get; } = new();

        /// <summary>The library tries again to connect as often as it lets a try last.</summary>
        public Task<ApiServer> StartApiAsync() =>
            ApiServer.StartAsync(Server, "failure", $"--ConnectionStrings:redis={Server.ConnectionString},connectTimeout=500");

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
