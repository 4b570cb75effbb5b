using System.Collections.Concurrent;
using System.Reflection;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>A store that counts its calls by their operation.</summary>
public class CountingStore : DispatchProxy
{
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private IRedflowStore? _store;

    public IReadOnlyDictionary<string, int> Calls => _calls;

    public static (IRedflowStore Store, CountingStore Counts) Over(IRedflowStore store)
    {
        var proxy = Create<IRedflowStore, CountingStore>();
        var counts = (CountingStore)(object)proxy;
        counts._store = store;
        return (proxy, counts);
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset() => _calls.Clear();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.AddOrUpdate(targetMethod!.Name, 1, static (_, count) => count + 1);
        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
