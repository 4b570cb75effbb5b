using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Samples;

public sealed partial class SampleTests
{
    [SkippableFact]
    public async Task Inspect_and_control()
    {
        await using var host = await StartAsync(redflow =>
        {
            ShopWorkflows.DefineCheckout(redflow);
            ShopWorkflows.DefineInvoiceSync(redflow);
        });
        var client = host.Client;
        var emitted = await client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3"));
        await emitted.GetResultAsync(Wait.Limit);
        var failing = await client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("declined"));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => failing.GetResultAsync(Wait.Limit));
        var delayed = await client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_4"), new() { Delay = TimeSpan.FromMinutes(1) });

        var run = await client.GetRunAsync(emitted.Id);
        var steps = await client.GetRunStepsAsync(emitted.Id);
        var recent = await client.ListRunsAsync(new() { Limit = 50 });
        var failed = await client.ListRunsAsync(new() { Workflow = "checkout", Status = RunStatus.Failed, Limit = 20 });
        var workflows = await client.ListWorkflowsAsync();
        var meta = await client.GetWorkflowMetaAsync("checkout");
        var stats = await client.GetStatsAsync();
        var canceled = await client.CancelRunAsync(delayed.Id, reason: "requested by user");

        Assert.Equal((RunStatus.Succeeded, "ord_3"), (run.Status, run.Input.As<OrderInput>()!.OrderId));
        Assert.Equal(["capture-payment", "send-receipt", "emit-analytics"], steps.Select(step => step.Name));
        Assert.Contains(recent.Runs, row => row.Id == delayed.Id);
        Assert.Equal(failing.Id, Assert.Single(failed.Runs).Id);
        Assert.Equal(
            ["analytics-workflow", "checkout", "invoice-sync", "invoice-sync.on-failure", "receipt-workflow"], workflows.Select(workflow => workflow.Name));
        Assert.Equal("critical", meta.Queue);
        Assert.Equal((1, 1), (stats.Workflows["checkout"][RunStatus.Succeeded], stats.Runs[RunStatus.Scheduled]));
        Assert.Equal((CancelResult.Canceled, "requested by user"), (canceled, (await delayed.GetStateAsync()).CancelReason));
    }

    [SkippableFact]
    public async Task Run_handle()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineCheckout);
        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3"));

        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(30));
        var state = await handle.GetStateAsync();

        Assert.Equal((RunStatus.Succeeded, "receipt of ord_3"), (state.Status, output.Receipt));
    }

    [SkippableFact]
    public async Task Errors()
    {
        await using var host = await StartAsync(redflow =>
        {
            ShopWorkflows.DefineWelcome(redflow);
            ShopWorkflows.DefineHeavySync(redflow);
            ShopWorkflows.DefineInvoiceSync(redflow);
        });
        var client = host.Client;
        var lasting = await client.EmitWorkflowAsync(ShopWorkflows.HeavySync, "all");
        var failing = await client.EmitWorkflowAsync(ShopWorkflows.InvoiceSync, "gone");

        var timedOut = await Record.ExceptionAsync(() => lasting.GetResultAsync(timeout: TimeSpan.FromMilliseconds(1)));
        await lasting.CancelAsync("enough");
        var canceled = await Record.ExceptionAsync(() => lasting.GetResultAsync(Wait.Limit));
        var mismatch = await Record.ExceptionAsync(() => client.EmitWorkflowAsync("send-welcome-email", Payload.From(new { user_id = 7 })));
        var unknown = await Record.ExceptionAsync(() => client.EmitWorkflowAsync<int, int>("nobody", 1));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => failing.GetResultAsync(Wait.Limit));

        Assert.IsType<RedflowTimeoutException>(timedOut);
        Assert.IsType<RunCanceledException>(canceled);
        Assert.IsType<InputValidationException>(mismatch);
        Assert.IsType<UnknownWorkflowException>(unknown);
        Assert.Equal((typeof(NonRetriableException).FullName, 1), (failure.Error.Type, (await failing.GetStateAsync()).Attempt));
        Assert.All([timedOut, canceled, mismatch, unknown, failure], error => Assert.IsAssignableFrom<RedflowException>(error));
    }
}
