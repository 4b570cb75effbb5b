using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Core.Tests.Storage;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>All that a worker does, with payloads compressed and encrypted.</summary>
public sealed class EncodedWorkerTests(GarnetServer server) : WorkerTests(new EncodedServer(server)), IClassFixture<GarnetServer>
{
    [Fact]
    public async Task Redis_holds_nothing_of_a_payload_in_clear()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<string, string>("discreet", async ctx =>
        {
            var result = await ctx.Step.RunAsync("step", _ => Task.FromResult($"result of {ctx.Input}"));
            await ctx.Step.RunAsync("flaky", _ => ctx.Run.Attempt == 1
                ? throw new InvalidOperationException($"failure of {ctx.Input}")
                : Task.CompletedTask);
            return $"output of {result}";
        }, o => o.Backoff = Quick));

        var handle = await host.Client.EmitWorkflowAsync<string, string>("discreet", "the-secret");

        Assert.Equal("output of result of the-secret", await handle.GetResultAsync(Wait.Limit));
        Assert.Equal("failure of the-secret", (await handle.GetStateAsync()).Error!.Message);
        var fields = await server.Multiplexer.GetDatabase().HashGetAllAsync(new RedisKeys(Prefix, 0).Run(handle.Id.ToString()));
        Assert.Superset(new HashSet<string> { "i", "o", "e", "s:step", "s:flaky" }, fields.Select(field => (string)field.Name!).ToHashSet());
        Assert.All(fields, field =>
        {
            var text = Encoding.Latin1.GetString((byte[])field.Value!);
            Assert.All(["secret", "result of", "output of", "failure of"], part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_run_whose_key_a_worker_lacks_waits_for_one_that_has_it()
    {
        await using var host = await StartAsync(ctx => Task.FromResult(ctx.Input));
        await using var stranger = await WorkerHost.StartAsync(
            server, Prefix, redflow => redflow.AddWorkflow<int, int>("idle", ctx => Task.FromResult(0), o => o.Queue = "idle"), services: services => services
                .Configure<RedflowPayloadOptions>(o => o.Codecs.Add(new AesGcmCodec(new("elsewhere", new byte[32])))));

        var handle = await stranger.Client.EmitWorkflowAsync<int, int>("work", 1);

        await Wait.UntilAsync(async () => (await stranger.Client.GetRunAsync(handle.Id)).Status == RunStatus.Scheduled, "the run is put off");
        Assert.Equal(1, (await stranger.Client.GetRunAsync(handle.Id)).Attempt);
        var unknown = await Assert.ThrowsAsync<PayloadKeyUnknownException>(() => host.Client.GetRunAsync(handle.Id));
        Assert.Equal("elsewhere", unknown.KeyId);
    }

    [Fact]
    public async Task A_worker_without_codecs_reads_what_was_compressed()
    {
        await using var worker = await WorkerHost.StartAsync(
            server, Prefix, redflow => redflow.AddWorkflow<string, int>("work", ctx => Task.FromResult(ctx.Input.Length)));
        await using var client = await WorkerHost.StartAsync(
            server, Prefix, redflow => redflow.AddWorkflow<int, int>("idle", ctx => Task.FromResult(0), o => o.Queue = "idle"), services: services => services
                .Configure<RedflowPayloadOptions>(o => o.Codecs.Add(new GZipCodec())));

        var handle = await client.Client.EmitWorkflowAsync<string, int>("work", new('x', 5_000));

        Assert.Equal(5_000, await handle.GetResultAsync(Wait.Limit));
    }
}
