using System.Reflection;
using Redflow.Storage;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A store some of whose operations a test answers, or whose arguments it changes.</summary>
public class AlteredStore : DispatchProxy
{
    private IRedflowStore? _store;
    private Func<string, object?[], object?>? _alter;

    /// <param name="store">What does all else.</param>
    /// <param name="alter">Takes an operation's name and arguments; what it returns is the answer, unless that is null.</param>
    internal static IRedflowStore Of(IRedflowStore store, Func<string, object?[], object?> alter)
    {
        var proxy = Create<IRedflowStore, AlteredStore>();
        var altered = (AlteredStore)(object)proxy;
        (altered._store, altered._alter) = (store, alter);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _alter!(targetMethod!.Name, args!) ?? targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
}
