using Redflow.Workflows;

namespace Redflow.Execution.Lanes;

/// <summary>Runs the code of one pass in its lane, what follows its awaits included: on the thread pool, or on the threads of the CPU lane.</summary>
/// <remarks>
/// The race: code that an await releases may be queued while nothing else of the pass runs, and the pass be suspended before it has gone on. So each
/// piece of code is an activity of the pass from when it is queued. Code behind a <c>ConfigureAwait(false)</c> does not come here; see <see cref="Activities"/>.
/// </remarks>
internal sealed class LaneScheduler(Activities activities, Lane lane) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => lane == Lane.Cpu ? Environment.ProcessorCount : int.MaxValue;

    /// <summary>Begins work: in the lane of the thread pool at once and on this thread, up to its first await.</summary>
    public Task<T> RunAsync<T>(Func<object?, Task<T>> work, object state)
    {
        var task = new Task<Task<T>>(work, state, TaskCreationOptions.DenyChildAttach);
        if (lane == Lane.Cpu)
        {
            task.Start(this);
            return task.Unwrap();
        }

        task.RunSynchronously(this);
        return WorkOf(task);
    }

    /// <summary>Begins the body of a step. In the lane of the thread pool it needs no order: its step is an activity all the time.</summary>
    public Task<T> RunBodyAsync<T>(Func<object?, Task<T>> body, object state)
    {
        if (lane == Lane.Cpu)
        {
            return RunAsync(body, state);
        }

        var task = new Task<Task<T>>(body, state, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler);
        task.RunSynchronously(this);
        return WorkOf(task);
    }

    /// <summary>What was begun on this thread need not be waited for; what threw at once, or returned null, is wrapped.</summary>
    private static Task<T> WorkOf<T>(Task<Task<T>> begun) => begun is { IsCompletedSuccessfully: true, Result: { } work } ? work : begun.Unwrap();

    protected override void QueueTask(Task task)
    {
        if (task.CreationOptions.HasFlag(TaskCreationOptions.LongRunning))
        {
            // Something that the user's code has started on its own, perhaps for good.
            new Thread(() => TryExecuteTask(task)) { IsBackground = true }.UnsafeStart();
            return;
        }

        var entered = activities.TryEnter();
        if (lane == Lane.Cpu)
        {
            CpuThreads.Enqueue(() => Execute(task, entered));
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static queued => queued.Scheduler.Execute(queued.Task, queued.Entered), (Scheduler: this, Task: task, Entered: entered), preferLocal: true);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (lane == Lane.Io || CpuThreads.IsCurrent) && Execute(task, activities.TryEnter());

    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    /// <summary>Runs a piece of code. Where there is a synchronization context, as in tests, it would go before this scheduler.</summary>
    private bool Execute(Task task, bool entered)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return activities.Run(static queued => queued.Scheduler.TryExecuteTask(queued.Task), (Scheduler: this, Task: task));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            if (entered)
            {
                activities.Leave();
            }
        }
    }
}
