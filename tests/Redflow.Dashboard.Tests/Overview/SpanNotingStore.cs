using System.Reflection;
using Redflow.Storage;

namespace Redflow.Dashboard.Tests.Overview;

/// <summary>A store that notes how long the spans are whose minutes are read.</summary>
public class SpanNotingStore : DispatchProxy
{
    private IRedflowStore? _store;
    private List<TimeSpan>? _spans;

    public static IRedflowStore Over(IRedflowStore store, List<TimeSpan> spans)
    {
        var proxy = Create<IRedflowStore, SpanNotingStore>();
        (((SpanNotingStore)(object)proxy)._store, ((SpanNotingStore)(object)proxy)._spans) = (store, spans);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IRedflowStore.ListMinutesAsync))
        {
            _spans!.Add((DateTimeOffset)args![1]! - (DateTimeOffset)args[0]!);
        }

        return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }
}
