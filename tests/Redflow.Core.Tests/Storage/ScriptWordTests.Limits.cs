using Redflow.Limits;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfLimits => new()
    {
        ["limit_workflow limited"] = test => test.ListenAsync(store => store.SetLimitsAsync(Workflow, new WorkflowLimits { MaxConcurrency = 1 })),
        ["limit_workflow unknown"] = test => test.ListenAsync(store => store.SetLimitsAsync("nobody", new WorkflowLimits())),
        ["pause_workflow paused"] = test => test.ListenAsync(store => store.PauseWorkflowAsync(Workflow, "broken")),
        ["pause_workflow resumed"] = test => test.ResumeWorkflowAsync(),
        ["pause_workflow unchanged"] = test => test.ListenAsync(store => store.ResumeWorkflowAsync(Workflow)),
        ["pause_workflow unknown"] = test => test.ListenAsync(store => store.PauseWorkflowAsync("nobody", "broken")),
        ["pause_queue paused"] = test => test.ListenAsync(store => store.PauseQueueAsync(Queue, "broken")),
        ["pause_queue resumed"] = test => test.ResumeQueueAsync(),
        ["pause_queue unchanged"] = test => test.ListenAsync(store => store.ResumeQueueAsync(Queue)),
    };

    private async Task ResumeWorkflowAsync()
    {
        await Store.PauseWorkflowAsync(Workflow, "broken");
        await ListenAsync(store => store.ResumeWorkflowAsync(Workflow));
    }

    private async Task ResumeQueueAsync()
    {
        await Store.PauseQueueAsync(Queue, "broken");
        await ListenAsync(store => store.ResumeQueueAsync(Queue));
    }
}
