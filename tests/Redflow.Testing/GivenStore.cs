using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>Has hosts use a store that is there already.</summary>
public sealed class GivenStore(IRedflowStore store) : IStoreServer
{
    public string? SkipReason => null;

    public TestStore CreateStore() => throw new NotSupportedException("There is one store.");

    public IRedflowStore OpenStore(string prefix) => store;

    public void AddStore(IHostApplicationBuilder builder, string prefix) => builder.Services.AddSingleton(store);
}
