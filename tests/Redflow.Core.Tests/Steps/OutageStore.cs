using System.Reflection;
using Redflow.Storage;

namespace Redflow.Core.Tests.Steps;

/// <summary>Does not answer the first call of an operation.</summary>
public class OutageStore : DispatchProxy
{
    private IRedflowStore? _store;
    private string? _operation;
    private int _failures;

    internal static IRedflowStore Before(IRedflowStore store, string operation)
    {
        var proxy = Create<IRedflowStore, OutageStore>();
        var outage = (OutageStore)(object)proxy;
        (outage._store, outage._operation) = (store, operation);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _operation && Interlocked.Increment(ref _failures) == 1
            ? throw new StoreUnavailableException(_operation, new TimeoutException())
            : targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
}
