using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;
using Redflow.Storage.Memory;

namespace Redflow.Testing;

/// <summary>The in-memory stores of a test class, one for each prefix.</summary>
public sealed class MemoryServer : IStoreServer
{
    private readonly ConcurrentDictionary<string, MemoryStore> _stores = new();

    public string? SkipReason => null;

    public TestStore CreateStore() => new MemoryTestStore();

    public IRedflowStore OpenStore(string prefix) => _stores.GetOrAdd(prefix, static _ => new(TimeProvider.System));

    public void AddStore(IHostApplicationBuilder builder, string prefix) => builder.Services.AddSingleton(OpenStore(prefix));
}
