using System.Reflection;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>Holds up one call of an operation of a store, until the test lets it go on or its token fires.</summary>
public class StoreGate : DispatchProxy
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRedflowStore? _store;
    private string? _operation;
    private int _left;

    /// <summary>Ends when the call has come.</summary>
    public Task Reached => _reached.Task;

    public static (IRedflowStore Store, StoreGate Gate) Before(IRedflowStore store, string operation, int call)
    {
        var proxy = Create<IRedflowStore, StoreGate>();
        var gate = (StoreGate)(object)proxy;
        (gate._store, gate._operation, gate._left) = (store, operation, call);
        return (proxy, gate);
    }

    public void Open() => _opened.TrySetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == _operation && Interlocked.Decrement(ref _left) == 0)
        {
            _reached.SetResult();
            using var registration = ((CancellationToken)args![^1]!).Register(Open);
            _opened.Task.Wait(Wait.Limit);
        }

        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
