using Redflow.Client;
using Redflow.Hosting;

namespace Redflow.Testing;

/// <summary>A run that is canceled to see that its worker has been told of cancellations: of those that came before its own, too.</summary>
public sealed class Canary
{
    private const string Workflow = "canary";

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void AddTo(RedflowBuilder worker) => worker.AddWorkflow<int, int>(Workflow, async ctx =>
    {
        _started.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
        }
        finally
        {
            _told.SetResult();
        }

        return ctx.Input;
    });

    public async Task SingAsync(RedflowClient client)
    {
        var run = await client.EmitWorkflowAsync<int, int>(Workflow, 0).Bounded();
        await _started.Task.Bounded();
        await run.CancelAsync().Bounded();
        await _told.Task.Bounded();
    }
}
