using Redflow.Hosting;
using Redflow.Workflows;

namespace Redflow.TestHost;

/// <summary>Workflows that write down what they do. Their input is how long each of their two steps takes, in milliseconds.</summary>
internal static class LedgerWorkflows
{
    public static void AddLedgerWorkflows(this RedflowBuilder redflow, Ledger ledger)
    {
        redflow.AddWorkflow<int, string>("limited", ctx => RunAsync(ctx, ledger), o => o.MaxConcurrency = 2);
        redflow.AddWorkflow<int, string>("keyed", ctx => RunAsync(ctx, ledger), o => (o.MaxConcurrency, o.MaxConcurrencyPerKey) = (0, 1));
        redflow.AddWorkflow<int, string>("free", ctx => RunAsync(ctx, ledger), o => o.MaxConcurrency = 0);
        redflow.AddWorkflow<int, string>("poison", ctx =>
        {
            ledger.Write("enter", ctx.Run, "-", ledger.NextNumber());
            Environment.FailFast("Poison.");
            return Task.FromResult("");
        }, o => o.MaxConcurrency = 0);
    }

    /// <summary>A pass, from its beginning to its end or to the moment its token fires.</summary>
    private static async Task<string> RunAsync(WorkflowContext<int> ctx, Ledger ledger)
    {
        var pass = ledger.NextNumber();
        ledger.Write("enter", ctx.Run, "-", pass);
        await using var registration = ctx.CancellationToken.Register(() => ledger.Write("leave", ctx.Run, "-", pass));
        await StepAsync(ctx, ledger, "first");
        var last = await StepAsync(ctx, ledger, "second");
        ledger.Write("leave", ctx.Run, "-", pass);
        return last;
    }

    private static Task<string> StepAsync(WorkflowContext<int> ctx, Ledger ledger, string step) => ctx.Step.RunAsync(step, async ct =>
    {
        var execution = ledger.NextNumber();
        ledger.Write("start", ctx.Run, step, execution);
        await Task.Delay(TimeSpan.FromMilliseconds(ctx.Input), ct);
        ledger.Write("end", ctx.Run, step, execution);
        return execution;
    });
}
