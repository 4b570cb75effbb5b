using System.Reflection;
using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>Stands before a store and counts the commits of steps; at one of them the worker dies.</summary>
internal class CommitCounter : DispatchProxy
{
    private IRedflowStore _store = null!;
    private CrashPoint? _crash;
    private int _commits;

    public int Commits => Volatile.Read(ref _commits);

    public static (IRedflowStore Store, CommitCounter Counter) Before(IRedflowStore store, CrashPoint? crash)
    {
        var proxy = Create<IRedflowStore, CommitCounter>();
        var counter = (CommitCounter)(object)proxy;
        counter._store = store;
        counter._crash = crash;
        return (proxy, counter);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IRedflowStore.CommitStepAsync) && args is [StepCommit commit, ..]
            ? CommitAsync(commit)
            : targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

    private async Task<CommitReply> CommitAsync(StepCommit commit)
    {
        var isLast = _crash is not null && Interlocked.Increment(ref _commits) == _crash.Commit;
        if (_crash is null)
        {
            Interlocked.Increment(ref _commits);
        }

        if (isLast && !_crash!.IsStored)
        {
            return await DieAsync(commit).ConfigureAwait(false);
        }

        var reply = await _store.CommitStepAsync(commit).ConfigureAwait(false);
        return isLast ? await DieAsync(commit).ConfigureAwait(false) : reply;
    }

    /// <summary>A dead worker gets no answer.</summary>
    private Task<CommitReply> DieAsync(StepCommit commit)
    {
        _crash!.Reach(commit.Step);
        return new TaskCompletionSource<CommitReply>().Task;
    }
}
