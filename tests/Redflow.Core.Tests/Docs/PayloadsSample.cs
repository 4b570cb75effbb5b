using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public enum Shipping
{
    Standard,
    Express,
}

public sealed record Shipment(int Id, Shipping Shipping);

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(string))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>The code of docs/how-to/payloads.md, run.</summary>
public sealed class PayloadsSample(RedisServer redis) : IClassFixture<RedisServer>
{
    private static readonly string LongText = new('a', 10_000);
    private static readonly PayloadKey NewKey = new("2026-09", new byte[32]);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_converter_is_added_to_the_serializer()
    {
        using var host = Build("memory://", AddConverter);

        var handle = await ClientOf(host).EmitWorkflowAsync<Shipment, string>("ship", new(7, Shipping.Express), Anyway());

        Assert.Equal("""{"id":7,"shipping":"Express"}""", (await handle.GetStateAsync()).Input.ToString());
    }

    [Fact]
    public async Task A_source_generated_context_writes_and_reads()
    {
        using var host = Build("memory://", builder =>
        {
            UseContext(builder);
            builder.AddRedflowWorker("redis").AddWorkflow<Order, string>("pay", ctx => Task.FromResult($"{ctx.Input.Euros} EUR"));
        });
        await host.StartAsync().Bounded();

        var handle = await ClientOf(host).EmitWorkflowAsync<Order, string>("pay", new(7, 42));

        Assert.Equal("42 EUR", await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(new(7, 42), Read(host.Services.GetRequiredService<PayloadSerializer>(), await handle.GetStateAsync()));
        await host.StopAsync().Bounded();
    }

    [Fact]
    public async Task A_worker_with_a_type_that_the_context_does_not_know_does_not_start()
    {
        using var host = Build("memory://", builder =>
        {
            UseContext(builder);
            builder.AddRedflowWorker("redis").AddWorkflow<Shipment, string>("ship", _ => Task.FromResult("shipped"));
        });

        var error = await Assert.ThrowsAsync<WorkflowDefinitionException>(() => host.StartAsync().Bounded());

        Assert.Contains(nameof(Shipment), error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_is_compressed_is_small_in_Redis_and_read_without_a_codec()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        using var host = Build(Url, Compress);
        using var plain = Build(Url, _ => { });

        var handle = await EmitAsync(host);

        Assert.InRange((await StoredAsync(handle.Id)).Length, 1, 1_000);
        Assert.Equal(LongText, await InputAsync(plain, handle.Id));
    }

    [SkippableFact]
    public async Task A_key_comes_and_goes_while_every_process_reads_what_any_other_writes()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        using var plain = Build(Url, _ => { });
        using var reading = Build(Url, builder => DecryptOnly(builder));
        using var encrypting = Build(Url, builder => Encrypt(builder, DecryptOnly(builder)));
        using var readingBoth = Build(Url, builder => ReadBoth(builder, DecryptOnly(builder), NewKey));
        using var rotated = Build(Url, builder => Rotate(builder, DecryptOnly(builder), NewKey));

        await AssertReadsAsync([plain, reading], await EmitAsync(reading));
        await AssertReadsAsync([reading, encrypting, readingBoth], await EmitAsync(encrypting));
        await AssertReadsAsync([reading, encrypting, readingBoth, rotated], await EmitAsync(readingBoth));
        var last = await EmitAsync(rotated);
        await AssertReadsAsync([readingBoth, rotated], last);
        var unknown = await Assert.ThrowsAsync<PayloadKeyUnknownException>(() => InputAsync(encrypting, last.Id));

        Assert.Equal("2026-09", unknown.KeyId);
        Assert.DoesNotContain("aaaa", Encoding.Latin1.GetString(await StoredAsync(last.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public void Compression_behind_encryption_is_refused()
    {
        using var host = Build("memory://", builder => builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new AesGcmCodec(NewKey), new BrotliCodec()]));

        Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value);
    }

    private string Url => $"redis://127.0.0.1:{redis.Port}";

    private static void AddConverter(HostApplicationBuilder builder) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Serializer.Converters.Add(new JsonStringEnumConverter()));

    private static void UseContext(HostApplicationBuilder builder) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Serializer = OrderJson.Default.Options);

    private static Order? Read(PayloadSerializer payloads, Run run)
    {
        var order = payloads.Read<Order>(run.Input.Utf8.Span);
        return order;
    }

    private static void Compress(HostApplicationBuilder builder) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs.Add(new BrotliCodec()));

    private static PayloadKey DecryptOnly(HostApplicationBuilder builder)
    {
        var key = PayloadKey.FromBase64("2026-03", builder.Configuration["PayloadKeys:2026-03"]);
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs.Add(AesGcmCodec.DecryptOnly(key)));
        return key;
    }

    private static void Encrypt(HostApplicationBuilder builder, PayloadKey key) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(key)]);

    private static void ReadBoth(HostApplicationBuilder builder, PayloadKey key, PayloadKey newKey) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(current: key, newKey)]);

    private static void Rotate(HostApplicationBuilder builder, PayloadKey key, PayloadKey newKey) =>
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(current: newKey, key)]);

    private static EmitOptions Anyway() => new() { AllowUnregistered = true };

    private static RedflowClient ClientOf(IHost host) => host.Services.GetRequiredService<RedflowClient>();

    private static Task<RunHandle<string>> EmitAsync(IHost host) => ClientOf(host).EmitWorkflowAsync<string, string>("keep", LongText, Anyway());

    private static async Task<string?> InputAsync(IHost host, RunId id) => (await ClientOf(host).GetRunAsync(id)).Input.As<string>();

    private static async Task AssertReadsAsync(IHost[] hosts, RunHandle<string> handle)
    {
        foreach (var host in hosts)
        {
            Assert.Equal(LongText, await InputAsync(host, handle.Id));
        }
    }

    /// <summary>The input as Redis holds it.</summary>
    private async Task<byte[]> StoredAsync(RunId id)
    {
        await using var store = new RedisStore(redis.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        return (await ((IRedflowStore)store).FindRunAsync(id))!.Input.Utf8.ToArray();
    }

    private IHost Build(string url, Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new()
        {
            Args =
            [
                $"--ConnectionStrings:redis={url}",
                $"--Aspire:Redflow:Client:Prefix={_prefix}",
                $"--PayloadKeys:2026-03={Convert.ToBase64String(Enumerable.Repeat((byte)3, 32).ToArray())}",
            ],
        });
        builder.Services.AddLogging();
        builder.AddRedflowClient("redis");
        configure(builder);
        return builder.Build();
    }
}
