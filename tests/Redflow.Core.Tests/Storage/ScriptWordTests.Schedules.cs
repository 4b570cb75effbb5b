using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Storage;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private const string Sync = "sync";

    private static Dictionary<string, Func<ScriptWordTests, Task>> OfSchedules => new()
    {
        ["put_schedule created"] = test => test.ListenAsync(store => PutAsync(store)),
        ["put_schedule updated"] = test => test.PutAndListenAsync(store => PutAsync(store, new() { Priority = 1 })),
        ["put_schedule unchanged"] = test => test.PutAndListenAsync(store => PutAsync(store)),
        ["put_schedule declared"] = test => test.DeclareAndListenAsync(store => PutAsync(store)),
        ["declare_schedules declared"] = test => test.ListenAsync(store => store.DeclareSchedulesAsync(Workflow, [])),
        ["delete_schedule deleted"] = test => test.PutAndListenAsync(store => store.DeleteScheduleAsync(Sync)),
        ["delete_schedule unknown"] = test => test.ListenAsync(store => store.DeleteScheduleAsync(Sync)),
        ["delete_schedule declared"] = test => test.DeclareAndListenAsync(store => store.DeleteScheduleAsync(Sync)),
        ["enable_schedule set"] = test => test.PutAndListenAsync(store => store.EnableScheduleAsync(Sync, enabled: false)),
        ["enable_schedule unknown"] = test => test.ListenAsync(store => store.EnableScheduleAsync(Sync, enabled: false)),
        ["tick_schedule ticked"] = test => test.TickAsync(),
        ["tick_schedule started"] = test => test.TickAsync(),
        ["tick_schedule skipped"] = test => test.TickAsync(workflow: "nobody"),
        ["tick_schedule unknown"] = test => test.TickAsync(workflow: "nobody"),
        ["tick_schedule limit"] = test => test.TickAtLimitAsync(OverlapPolicy.Skip, ticks: 1),
        ["tick_schedule queued"] = test => test.TickAtLimitAsync(OverlapPolicy.QueueOne, ticks: 2),
        ["tick_schedule full"] = test => test.TickIntoFullQueueAsync(),
        ["tick_schedule existing"] = test => test.TickAsync(tick => tick with { Kind = TickOutcome.Triggered }, times: 2),
        ["tick_schedule stale"] = test => test.TickAsync(times: 2),
    };

    private static Task<ScheduleChange> PutAsync(IRedflowStore store, ScheduleOptions? options = null, string workflow = Workflow) =>
        store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), options, Sync, workflow));

    private async Task PutAndListenAsync(Func<IRedflowStore, Task> act)
    {
        await PutAsync(Store);
        await ListenAsync(act);
    }

    private async Task DeclareAndListenAsync(Func<IRedflowStore, Task> act)
    {
        await Store.DeclareSchedulesAsync(Workflow, [ScheduleSteps.Define(Schedule.Every(Hour), id: Sync) with { IsDeclared = true }]);
        await ListenAsync(act);
    }

    /// <summary>Sends the same tick as often as is said.</summary>
    private async Task TickAsync(Func<ScheduleTick, ScheduleTick>? change = null, int times = 1, string workflow = Workflow)
    {
        await PutAsync(Store, workflow: workflow);
        await Test.AdvanceAsync(Hour);
        var due = await Store.ListDueSchedulesAsync(1);
        var tick = TickPlan.Of(due.Schedules[0], due.Now);
        await ListenAsync(async store =>
        {
            for (var i = 0; i < times; i++)
            {
                await store.TickAsync(change?.Invoke(tick) ?? tick);
            }
        });
    }

    private async Task TickAtLimitAsync(OverlapPolicy policy, int ticks)
    {
        await LimitAsync(1);
        await EmitAsync();
        await PutAsync(Store, new() { Overlap = policy });
        await TickOverAsync(ticks);
    }

    private async Task TickIntoFullQueueAsync()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        await EmitAsync();
        await PutAsync(Store);
        await TickOverAsync(1);
    }

    private async Task TickOverAsync(int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            await Test.AdvanceAsync(Hour);
            await ListenAsync(store => store.TickAllAsync());
        }
    }
}
