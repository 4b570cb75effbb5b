using Redflow.Execution;

namespace Redflow.Steps;

/// <summary>Runs the body of a step in the lane of its workflow, within its time.</summary>
internal sealed class StepBody<T>(Pass pass, StepServices services, StepCall step, Func<StepContext, Task<T>> body)
{
    public StepCall Step => step;

    /// <summary>Makes one try.</summary>
    /// <exception cref="StepTimeoutException">It took longer than its time-out. What it still does is left behind.</exception>
    public Task<T> RunAsync(int attempt) => step.Options.Timeout is { } timeout
        ? RunAsync(attempt, timeout)
        : InvokeAsync(attempt, started: null, pass.CancellationToken);

    private async Task<T> RunAsync(int attempt, TimeSpan timeout)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(pass.CancellationToken);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = InvokeAsync(attempt, started, cancellation.Token);

        // A body may wait for a thread of its lane: that is not its time.
        await Task.WhenAny(started.Task, work).ConfigureAwait(false);
        try
        {
            return await work.WaitAsync(timeout, pass.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (work.IsCompleted)
            {
                // It ended as its time did, or threw this exception itself.
                return await work.ConfigureAwait(false);
            }

            await cancellation.CancelAsync().ConfigureAwait(false);
            throw new StepTimeoutException(step.Name, timeout);
        }
    }

    /// <summary>Async, so that what the body sees as its step is not seen by the handler.</summary>
    private async Task<T> InvokeAsync(int attempt, TaskCompletionSource? started, CancellationToken cancellationToken)
    {
        using var scope = ExecutionLog.StepScope(services.Logger, step.Name);
        var context = new StepContext(pass, services.Loggers, step.Name, attempt, cancellationToken);
        StepContext.Current = context;
        return await pass.RunBodyAsync(static start => ((Start)start!).RunAsync(), new Start(body, context, started)).ConfigureAwait(false);
    }

    /// <summary>What a try begins with.</summary>
    private sealed class Start(Func<StepContext, Task<T>> body, StepContext context, TaskCompletionSource? started)
    {
        public Task<T> RunAsync()
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            started?.SetResult();
            return body(context);
        }
    }
}
