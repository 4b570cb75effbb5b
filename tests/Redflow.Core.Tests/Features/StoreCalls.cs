using System.Collections.Concurrent;
using System.Reflection;
using Redflow.Storage;

namespace Redflow.Core.Tests.Features;

/// <summary>Stands before a store and notes which of its operations are called.</summary>
public class StoreCalls : DispatchProxy
{
    private readonly ConcurrentQueue<string> _made = new();
    private IRedflowStore? _store;

    public IReadOnlyList<string> Made => [.. _made];

    internal static (IRedflowStore Store, StoreCalls Calls) Of(IRedflowStore store)
    {
        var proxy = Create<IRedflowStore, StoreCalls>();
        var calls = (StoreCalls)(object)proxy;
        calls._store = store;
        return (proxy, calls);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _made.Enqueue(targetMethod!.Name);
        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
