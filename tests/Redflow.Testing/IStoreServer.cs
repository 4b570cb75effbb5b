using Microsoft.Extensions.Hosting;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>Where the runs of a test class live: a server of its own, or this process's memory. Each test has a prefix of its own.</summary>
public interface IStoreServer
{
    /// <summary>Why there is none on this machine; null when there is one.</summary>
    string? SkipReason { get; }

    /// <summary>Opens a fresh store, whose time the test moves.</summary>
    TestStore CreateStore();

    /// <summary>Opens the store of a prefix, which goes by the real time.</summary>
    IRedflowStore OpenStore(string prefix);

    /// <summary>Has a host use the store of a prefix.</summary>
    void AddStore(IHostApplicationBuilder builder, string prefix);
}
