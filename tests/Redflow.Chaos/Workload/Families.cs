using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Workload;

/// <summary>The workflows that have children.</summary>
internal static class Families
{
    /// <summary>How long a ward lives that nobody cancels.</summary>
    public static readonly TimeSpan Wardship = TimeSpan.FromSeconds(10);

    /// <summary>Waits for two children at once, of which one has a slot to wait for, and emits one that it does not wait for.</summary>
    public static async Task ParentAsync(LoggedPass pass)
    {
        var (step, input) = (pass.Context.Step, pass.Context.Input with { Key = null });
        await pass.StepAsync("first");
        var emitted = await step.EmitWorkflowAsync("emit", WorkflowNames.Free, input);
        pass.Write(LedgerKinds.Child, emitted.ToString());
        await pass.SuspendAsync(() => Task.WhenAll(
            step.RunWorkflowAsync<string>("left", WorkflowNames.Free, input),
            step.RunWorkflowAsync<string>("right", WorkflowNames.Limited, input)));
        await pass.StepAsync("last");
    }

    /// <summary>Emits one child and waits for another, both longer than clients leave it alone: when they cancel it, both are to be canceled.</summary>
    public static async Task GuardianAsync(LoggedPass pass)
    {
        var (step, input) = (pass.Context.Step, pass.Context.Input);
        var emitted = await step.EmitWorkflowAsync("emit", WorkflowNames.Ward, input);
        pass.Write(LedgerKinds.Child, emitted.ToString());
        await pass.SuspendAsync(() => step.RunWorkflowAsync<string>("ward", WorkflowNames.Ward, input));
    }

    /// <summary>Sleeps, so that its end is not its handler's to decide.</summary>
    public static async Task WardAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await pass.SuspendAsync(async () =>
        {
            await pass.Context.Step.SleepAsync("sleep", Wardship);
            return true;
        });
    }
}
