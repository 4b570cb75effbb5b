using Redflow.Runs;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfExplanations => new()
    {
        ["explain_run none"] = Explained(Running),
        ["explain_run delayed"] = Explained(test => test.EmitAsync(run => run with { Delay = Hour })),
        ["explain_run suspended"] = Explained(async test => (await test.StartWaitingAsync(ForSignal("approval"))).Id),
        ["explain_run paused"] = Explained(async test =>
        {
            await test.Store.PauseWorkflowAsync(Workflow, "broken");
            return await test.EmitAsync();
        }),
        ["explain_run slots"] = Explained(async test =>
        {
            await test.LimitAsync(total: 1);
            return (await test.EmitSomeAsync(2))[1];
        }),
        ["explain_run keyslots"] = Explained(async test =>
        {
            await test.LimitAsync(perKey: 1);
            return (await test.EmitForAsync("a", "a"))[1];
        }),
        ["explain_run rate"] = Explained(async test =>
        {
            await test.LimitAsync(rate: new(1, Minute));
            return (await test.EmitSomeAsync(2))[1];
        }),
        ["explain_run backlog"] = Explained(async test =>
        {
            await test.Store.PauseWorkflowAsync(Workflow, "broken");
            var last = (await test.EmitSomeAsync(101))[^1];
            await test.Store.ResumeWorkflowAsync(Workflow);
            return last;
        }),
        ["explain_run queuepaused"] = Explained(async test =>
        {
            await test.Store.PauseQueueAsync(Queue, "broken");
            return await test.EmitAsync();
        }),
        ["explain_run unregistered"] = Explained(test => test.EmitAsync(_ => test.New("later") with { AllowUnregistered = true })),
        ["explain_run workerless"] = Explained(async test =>
        {
            await test.Store.ReleaseWorkerAsync(Worker);
            return await test.EmitAsync();
        }),
        ["explain_run ready"] = Explained(Queued),
    };

    private static Func<ScriptWordTests, Task> Explained(Func<ScriptWordTests, Task<RunId>> arrange) =>
        On(arrange, (store, id) => store.ExplainAsync(id));
}
