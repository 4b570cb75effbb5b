using Redflow.Storage;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfDeliveries => new()
    {
        ["emit_event emitted"] = test => test.ListenAsync(store => store.EmitEventAsync(test.Paid())),
        ["await_event waiting"] = test => test.RelayEventAsync(before: false),
        ["await_event found"] = test => test.RelayEventAsync(before: true),
        ["unawait_event removed"] = test => test.RelayUnawaitAsync(),
        ["end_wait ended"] = test => test.RelayEventAsync(before: true),
        ["end_wait ignored"] = test => test.RelayEndAsync(),
        ["note_event noted"] = test => test.RelayEventAsync(before: true),
        ["drop_effects dropped"] = test => test.RelayEndAsync(),
        ["redirect_wait redirected"] = test => test.RelayTakenChildAsync(),
        ["redirect_wait ignored"] = test => test.RelayTakenChildAsync(parentIsGone: true),
        ["watch_run watching"] = test => test.RelayTakenChildAsync(),
        ["watch_run ended"] = test => test.RelayTakenChildAsync(holder => test.FinishAsync(holder, Succeeded)),
        ["watch_run unknown"] = test => test.RelayTakenChildAsync(async holder =>
        {
            await test.FinishAsync(holder, Succeeded);
            await test.Store.DeleteAsync(holder.Id);
        }),
    };

    private NewEvent Paid() => new(Store.NewEventId("paid", null), "paid", null, "7"u8.ToArray());

    /// <summary>Relays while a run waits for an event, which has come before or does not come.</summary>
    private async Task RelayEventAsync(bool before)
    {
        if (before)
        {
            await Store.EmitEventAsync(Paid());
        }

        await StartWaitingAsync(ForEvent("paid", null, lookBack: Minute));
        await RelayAllListenedAsync();
    }

    private async Task RelayUnawaitAsync()
    {
        var run = await StartWaitingAsync(ForEvent("paid", null));
        await RelayAllAsync();
        await Store.CancelAsync(run.Id, "enough");
        await RelayAllListenedAsync();
    }

    /// <summary>Relays the end of a child whose parent was canceled before.</summary>
    private async Task RelayEndAsync()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Succeeded);
        await Store.CancelAsync(parent.Id, "enough");
        await RelayAllListenedAsync();
    }

    /// <summary>Relays the emit of a child whose key another run has.</summary>
    /// <param name="meanwhile">What happens to that run once its key was found to be taken.</param>
    /// <param name="parentIsGone">Whether the parent is deleted before.</param>
    private async Task RelayTakenChildAsync(Func<ClaimedRun, Task>? meanwhile = null, bool parentIsGone = false)
    {
        var holder = await StartAsync(run => run with { IdempotencyKey = "k" });
        var parent = await StartAsync();
        await SuspendAsync(parent, ForChild(parent, "child", New() with { IdempotencyKey = "k" }));
        if (parentIsGone)
        {
            await Store.CancelAsync(parent.Id, "enough");
            await Store.DeleteAsync(parent.Id);
        }

        await RelayAllListenedAsync(script => script == "watch_run" && meanwhile is not null ? meanwhile(holder) : Task.CompletedTask);
    }

    private Task RelayAllListenedAsync(Func<string, Task>? calling = null) => ListenAsync(
        async (store, _) =>
        {
            while ((await store.RelayAsync(10)).Count > 0)
            {
            }
        },
        calling);
}
