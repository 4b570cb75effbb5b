using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage;

/// <summary>The stores of a server, behind compression and encryption.</summary>
public sealed class EncodedServer(IStoreServer server) : IStoreServer
{
    private readonly IPayloadCodec[] _codecs = [new BrotliCodec(threshold: 0), new AesGcmCodec(new("test", RandomNumberGenerator.GetBytes(32)))];

    public string? SkipReason => server.SkipReason;

    public TestStore CreateStore() => new EncodedTestStore(server.CreateStore(), _codecs);

    public IRedflowStore OpenStore(string prefix) => new EncodedStore(server.OpenStore(prefix), _codecs);

    /// <summary>As a user does it. A store that is registered as an instance would have no codecs.</summary>
    public void AddStore(IHostApplicationBuilder builder, string prefix)
    {
        server.AddStore(builder, prefix);
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs = [.. _codecs]);
    }
}
