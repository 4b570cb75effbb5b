using Redflow.Storage;

namespace Redflow.Core.Tests.Storage;

public abstract partial class DroppedDeliveryTests
{
    private static readonly Dictionary<string, OwedSituation> Situations = new()
    {
        ["emit"] = new(["emit_runs"], test => test.WaitForChildAsync(test.New("child")), """
            checkout runs
            child runs
            checkout Waiting {"n":1} child: Succeeded 42 later: Running
            child Succeeded {"n":1}
            """),
        ["emit: its key is another's"] = new(["emit_runs", "redirect_wait"], test => test.WaitForTakenChildAsync(), """
            checkout runs
            child runs
            checkout Waiting {"n":1} child: Succeeded 42 later: Running
            child Succeeded {"n":1}
            """),
        ["emit: nobody registered it"] = new(["emit_runs", "end_wait"], test => test.WaitForChildAsync(test.New("nobody")), """
            checkout runs
            checkout Waiting {"n":1} child: Failed UnknownWorkflowException later: Running
            """),
        ["done: succeeded"] = new(["end_wait"], test => test.EndChildAsync(Succeeded), """
            checkout runs
            checkout Waiting {"n":1} child: Succeeded 42 later: Running
            child Succeeded {"n":1}
            """),
        ["done: failed"] = new(["end_wait"], test => test.EndChildAsync(Failed), """
            checkout runs
            checkout Waiting {"n":1} child: Failed Boom later: Running
            child Failed {"n":1} Boom
            """),
        ["cancel"] = new(["cancel_run"], test => test.CancelParentAsync(), """
            checkout Canceled {"n":1} enough child: Running
            child Canceled {"n":1} parent checkout canceled
            """),
        ["handle"] = new(["emit_runs"], test => test.FailAsync(), """
            apologize runs
            apologize Succeeded {"id":"checkout","workflow":"checkout","queue":"orders","status":"failed","attempt":1,"createdAt":"2026-03-01T12:00:00+00:00"}
            checkout Failed {"n":1} Boom
            """),
        ["watch"] = new(["watch_run"], test => test.WatchTakenChildAsync(), """
            checkout runs
            child runs
            checkout Waiting {"n":1} child: Succeeded 42 later: Running
            child Succeeded {"n":1}
            """),
        ["watch: it is gone"] = new(["watch_run", "end_wait"], test => test.WatchDeletedChildAsync(), """
            checkout runs
            checkout Waiting {"n":1} child: Failed RunNotFoundException later: Running
            """),
        ["compensate"] = new(["compensate_run"], test => test.FailWithCompensationsAsync(), """
            checkout runs
            checkout Failed {"n":1} Boom
            checkout Succeeded {"n":1}
            """),
        ["event"] = new(["emit_event"], test => test.OweEventAsync(), """
            checkout runs
            receipt runs
            refund runs
            ship runs
            checkout Waiting {"n":1} event: Succeeded 7 later: Running
            payment Succeeded {"n":1} emit: Succeeded 1
            receipt Succeeded 7
            refund Waiting {"n":1} event: Succeeded 7 later: Running
            ship Succeeded 7
            event started [receipt ship] released [checkout refund]
            """),
        ["await"] = new(["await_event"], test => test.WaitForEventAsync(Workflow), """
            checkout runs
            checkout Waiting {"n":1} event: Succeeded 7 later: Running
            event started [] released [checkout]
            """)
        { ContinueAsync = test => test.EmitEventAsync() },
        ["found"] = new(["end_wait", "note_event"], test => test.FindEventAsync(), """
            checkout runs
            checkout Waiting {"n":1} event: Succeeded 7 later: Running
            event started [] released [checkout]
            """),
        ["fan"] = new(
            ["fan_event", "emit_runs", "emit_runs", "note_event", "end_wait", "end_wait", "note_event", "fan_event"],
            test => test.FanEventAsync(),
            """
            checkout runs
            receipt runs
            refund runs
            ship runs
            checkout Waiting {"n":1} event: Succeeded 7 later: Running
            receipt Succeeded 7
            refund Waiting {"n":1} event: Succeeded 7 later: Running
            ship Succeeded 7
            event started [receipt ship] released [checkout refund]
            """),
    };

    private async Task WaitForChildAsync(NewRun child)
    {
        await DefineAsync(info => info, "child");
        var parent = await StartAsync();
        await SuspendAsync(parent, ForChild(parent, "child", child));
    }

    private async Task WaitForTakenChildAsync()
    {
        await DefineAsync(info => info, "child");
        var parent = await StartAsync();
        await EmitAsync(_ => New("child") with { IdempotencyKey = "k" });
        await SuspendAsync(parent, ForChild(parent, "child", New("child") with { IdempotencyKey = "k" }));
    }

    private async Task WatchTakenChildAsync()
    {
        await WaitForTakenChildAsync();
        await Store.RelayAsync(1);
    }

    private async Task WatchDeletedChildAsync()
    {
        await WatchTakenChildAsync();
        var child = await ClaimOneAsync();
        await FinishAsync(child, Succeeded);
        await Store.DeleteAsync(child.Id);
    }

    private async Task FailWithCompensationsAsync()
    {
        var run = await StartAsync();
        await Store.ReportAsync(new(run.Id, run.Fence) { IsCompensable = true });
        await FinishAsync(run, Failed);
    }

    private async Task EndChildAsync(PassOutcome outcome)
    {
        await WaitForChildAsync(New("child"));
        await RelayAllAsync();
        await FinishAsync(await ClaimOneAsync(), outcome);
    }

    private async Task CancelParentAsync()
    {
        var child = New("child") with { Delay = Hour };
        await WaitForChildAsync(child);
        await RelayAllAsync();
        await Store.CancelAsync((await GetAsync(child.Id)).Parent!.Value, "enough");
    }

    private async Task FailAsync()
    {
        await DefineAsync(info => info with { OnFailure = "apologize" });
        await DefineAsync(info => info, "apologize");
        await EndAsync(Failed);
    }

    private async Task OweEventAsync()
    {
        await WaitAndTriggerAsync();
        await DefineAsync(info => info, "payment");
        var run = await StartAsync(_ => New("payment"));
        await CommitAsync(run, "emit", new StepEffect.EmitEvent(Paid()));
        await FinishAsync(run, Succeeded);
    }

    private async Task FindEventAsync()
    {
        await EmitEventAsync();
        await RelayAllAsync();
        await WaitForEventAsync(Workflow);
        await Store.RelayAsync(1);
    }

    private async Task FanEventAsync()
    {
        await WaitAndTriggerAsync();
        await EmitEventAsync();
    }

    /// <summary>Has two runs wait for the event, and lets it start two.</summary>
    private async Task WaitAndTriggerAsync()
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        await DefineAsync(info => info with { Events = ["paid"] }, "ship");
        await DefineAsync(info => info, "refund");
        await WaitForEventAsync(Workflow);
        await WaitForEventAsync("refund");
        await RelayAllAsync();
    }

    private async Task WaitForEventAsync(string workflow) =>
        await SuspendAsync(await StartAsync(_ => New(workflow)), ForEvent("paid", "order-1", lookBack: Minute));

    private Task EmitEventAsync() => Store.EmitEventAsync(Paid());

    private NewEvent Paid() => new(Store.NewEventId("paid", "order-1"), "paid", "order-1", "7"u8.ToArray());
}
