namespace Redflow.Execution.Lanes;

/// <summary>Runs the code of one pass on the threads of its lane, what follows its awaits included.</summary>
/// <remarks>
/// What a step's result releases does not run at once, as it does on the thread pool, but is queued here, while the step that released it ends. So each
/// piece of code is an activity of the pass from when it is queued: without that, the pass could be suspended before the handler has gone on.
/// </remarks>
internal sealed class CpuScheduler(Pass pass) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => Environment.ProcessorCount;

    protected override void QueueTask(Task task)
    {
        var entered = pass.TryEnter();
        CpuThreads.Enqueue(() =>
        {
            TryExecuteTask(task);
            if (entered)
            {
                pass.Leave();
            }
        });
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => CpuThreads.IsCurrent && TryExecuteTask(task);

    protected override IEnumerable<Task>? GetScheduledTasks() => null;
}
