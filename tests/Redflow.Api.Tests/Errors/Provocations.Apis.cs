using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Live;
using Redflow.Payloads;
using Redflow.Testing;

namespace Redflow.Api.Tests.Errors;

/// <summary>Those that take an API of their own.</summary>
internal static partial class Provocations
{
    private static Task<HttpResponseMessage> WithKeyAsync(ApiFixture fixture, Func<HttpClient, Task<HttpResponseMessage>> ask) =>
        WithKeyAsync(fixture, (http, _) => ask(http));

    private static async Task<HttpResponseMessage> WithKeyAsync(ApiFixture fixture, Func<HttpClient, TestKey, Task<HttpResponseMessage>> ask)
    {
        var reader = new TestKey("dashboard", ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync(["--environment=Production", .. reader.Args]);
        return await ReadAsync(ask(api.Http, reader));
    }

    private static async Task<HttpResponseMessage> LimitedAsync(ApiFixture fixture)
    {
        await using var api = await fixture.StartAnotherAsync("--Redflow:Api:RateLimit:RequestsPerSecond=1", "--Redflow:Api:RateLimit:Burst=1");
        await api.Http.AskAsync("/api/v1/workflows");
        return await api.Http.AskAsync("/api/v1/workflows");
    }

    private static async Task<HttpResponseMessage> StreamsAsync(ApiFixture fixture)
    {
        await using var api = await fixture.StartAnotherAsync();
        var hub = api.Services.GetRequiredService<ChangeHub>();
        for (var i = 0; i < ChangeHub.MaxReaders; i++)
        {
            Assert.NotNull(hub.TryEnter([StreamTopic.Runs]));
        }

        return await api.Http.AskAsync("/api/v1/stream");
    }

    private static async Task<HttpResponseMessage> EncryptedAsync(ApiFixture fixture)
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        await using var worker = await WorkerHost.StartAsync(
            fixture.Redis,
            prefix,
            redflow => redflow.AddWorkflow<int, int>("secret", ctx => Task.FromResult(ctx.Input)),
            services: services => services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new AesGcmCodec(new PayloadKey("2026-01", new byte[32]))])).Bounded();
        await using var api = await ApiServer.StartAsync(fixture.Redis, prefix);
        var handle = await worker.Client.EmitWorkflowAsync<int, int>("secret", 1);
        return await api.Http.AskAsync($"/api/v1/runs/{handle.Id}");
    }

    private static async Task<HttpResponseMessage> PartitionedAsync(ApiFixture fixture)
    {
        await using var api = await fixture.StartAnotherAsync("--Aspire:Redflow:Client:Partitions=4");
        return await api.Http.AskAsync("/api/v1/stats");
    }

    private static async Task<HttpResponseMessage> NoStoreAsync(ApiFixture fixture)
    {
        var redis = new GarnetServer();
        try
        {
            await using var api = await ApiServer.StartAsync(redis, fixture.Prefix);
            return await api.Http.AskAsync("/api/v1/runs").Bounded();
        }
        finally
        {
            await redis.DisposeAsync();
        }
    }

    /// <summary>The API is gone when its answer is looked at.</summary>
    private static async Task<HttpResponseMessage> ReadAsync(Task<HttpResponseMessage> asked)
    {
        var response = await asked;
        await response.Content.LoadIntoBufferAsync();
        return response;
    }
}
