using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Testing;

namespace Redflow.Api.Tests;

public sealed class FailureTests(GarnetServer redis) : IClassFixture<GarnetServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

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
    public async Task Emit_into_a_full_queue_is_429_and_says_when_to_try_again()
    {
        await using var worker = await WorkerHost.StartAsync(redis, _prefix, redflow => redflow.AddWorkflow<int, int>(
            "bounded", ctx => Task.FromResult(ctx.Input), o => o.MaxQueueLength = 1));
        await using var api = await ApiServer.StartAsync(redis, _prefix);
        await worker.Client.PauseWorkflowAsync("bounded");
        await api.Http.EmitAsync("bounded", "1");

        var response = await api.Http.SendJsonAsync("/api/v1/workflows/bounded/runs", "2");

        await response.ProblemAsync("queue-full");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Run_that_is_encrypted_with_a_key_the_api_lacks_is_500_that_names_the_key()
    {
        var key = new PayloadKey("elsewhere", new byte[32]);
        await using var worker = await WorkerHost.StartAsync(
            redis,
            _prefix,
            redflow => redflow.AddWorkflow<int, int>("secret", ctx => Task.FromResult(ctx.Input)),
            services: services => services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new AesGcmCodec(key)]));
        await using var api = await ApiServer.StartAsync(redis, _prefix);
        var handle = await worker.Client.EmitWorkflowAsync<int, int>("secret", 1);

        var response = await api.Http.AskAsync($"/api/v1/runs/{handle.Id}");

        var problem = await response.ProblemAsync("payload-unreadable");
        Assert.Contains("'elsewhere'", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_that_is_set_up_for_other_partitions_than_its_namespace_is_500_that_names_both()
    {
        await using var worker = await WorkerHost.StartAsync(redis, _prefix, _ => { });
        await using var api = await ApiServer.StartAsync(redis, _prefix, "--Aspire:Redflow:Client:Partitions=4");

        var response = await api.Http.AskAsync("/api/v1/stats");

        var problem = await response.ProblemAsync("store-misconfigured");
        Assert.Contains("1 partitions, and this process is set up for 4", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_that_needs_redis_is_503_while_it_is_down_and_served_when_it_is_back()
    {
        await using var own = new OwnRedis();
        await own.Server.InitializeAsync();
        await using var api = await ApiServer.StartAsync(own.Server, "failure");
        Assert.True((await api.Http.AskAsync("/api/v1/stats")).IsSuccessStatusCode);

        own.Server.Kill();

        var response = await api.Http.AskAsync("/api/v1/stats").Bounded();
        await response.ProblemAsync("store-unavailable");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        await own.Server.StartAsync();
        await Wait.UntilAsync(async () => (await api.Http.AskAsync("/api/v1/stats")).IsSuccessStatusCode, "the API is connected again");
    }

    [Fact]
    public async Task Api_that_starts_before_redis_answers_503_until_it_is_there()
    {
        await using var own = new OwnRedis();
        await using var api = await ApiServer.StartAsync(own.Server, "failure");

        await (await api.Http.AskAsync("/api/v1/runs").Bounded()).ProblemAsync("store-unavailable");

        await own.Server.StartAsync();
        await Wait.UntilAsync(async () => (await api.Http.AskAsync("/api/v1/runs")).IsSuccessStatusCode, "the API is connected");
    }

    /// <summary>A server that one test may kill.</summary>
    private sealed class OwnRedis : IAsyncDisposable
    {
        public GarnetServer Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
