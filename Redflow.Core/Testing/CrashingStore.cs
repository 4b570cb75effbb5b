using System.Reflection;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>
/// Stands before a store and counts what a worker stores of a handler: commits of steps, and suspensions. At one of them the worker dies. Gives the first
/// run the id that the test wants.
/// </summary>
internal class CrashingStore : DispatchProxy
{
    private IRedflowStore _store = null!;
    private CrashPoint? _crash;
    private RunId? _id;
    private int _count;

    /// <summary>How often something was stored.</summary>
    public int Count => Volatile.Read(ref _count);

    public static (IRedflowStore Store, CrashingStore Crashing) Before(IRedflowStore store, CrashPoint? crash, RunId id)
    {
        var proxy = Create<IRedflowStore, CrashingStore>();
        var crashing = (CrashingStore)(object)proxy;
        (crashing._store, crashing._crash, crashing._id) = (store, crash, id);
        return (proxy, crashing);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IRedflowStore.NewRunIdAsync) && _id is { } id)
        {
            _id = null;
            return new ValueTask<RunId>(id);
        }

        return args switch
        {
            [StepCommit commit, ..] => StoreAsync($"the commit of step '{commit.Step}'", () => _store.CommitStepAsync(commit)),
            [Exchange { Finished: [{ Outcome: PassOutcome.Suspended suspended }] } exchange, ..] =>
                StoreAsync($"the suspension in step '{suspended.Waits[0].Step}'", () => _store.ExchangeAsync(exchange)),
            _ => targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null),
        };
    }

    private async Task<T> StoreAsync<T>(string what, Func<Task<T>> store)
    {
        var crash = Interlocked.Increment(ref _count) == _crash?.Number ? _crash : null;
        if (crash is { IsStored: false })
        {
            return await DieAsync<T>(crash, what).ConfigureAwait(false);
        }

        var reply = await store().ConfigureAwait(false);
        return crash is null ? reply : await DieAsync<T>(crash, what).ConfigureAwait(false);
    }

    /// <summary>A dead worker gets no answer.</summary>
    private static Task<T> DieAsync<T>(CrashPoint crash, string what)
    {
        crash.Reach(what);
        return new TaskCompletionSource<T>().Task;
    }
}
