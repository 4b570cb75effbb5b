using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Core.Tests.Docs;

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(string))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>The code of docs/how-to/payloads.md, compiled.</summary>
internal static class PayloadsSample
{
    public static void Serialize(HostApplicationBuilder builder)
    {
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Serializer.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Serializer = OrderJson.Default.Options);
    }

    public static Order? Read(PayloadSerializer payloads, Run run)
    {
        var order = payloads.Read<Order>(run.Input.Utf8.Span);
        return order;
    }

    public static void Encode(HostApplicationBuilder builder, PayloadKey newKey)
    {
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs.Add(new BrotliCodec()));
        var key = PayloadKey.FromBase64("2026-03", builder.Configuration["PayloadKeys:2026-03"]);
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs.Add(AesGcmCodec.DecryptOnly(key)));
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(key)]);
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(current: key, newKey)]);
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [new BrotliCodec(), new AesGcmCodec(current: newKey, key)]);
    }
}
