using System.Collections.Concurrent;

namespace Redflow.Storage.Memory;

/// <summary>The stores behind <c>memory://</c>: all that a process opens under one prefix and one clock are the same.</summary>
internal static class SharedMemory
{
    private static readonly ConcurrentDictionary<(string Prefix, TimeProvider Time), MemoryStore> Stores = new();

    public static MemoryStore Open(string prefix, TimeProvider time) =>
        Stores.GetOrAdd((prefix, time), static key => new(key.Time));
}
