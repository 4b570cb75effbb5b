using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Storage;

namespace Redflow.Core.Tests.Storage;

/// <summary>What tests of schedules do to a store, as a scheduler would.</summary>
internal static class ScheduleSteps
{
    public static ScheduleDefinition Define(Schedule schedule, ScheduleOptions? options = null, string id = "sync", string workflow = "checkout", string? limitKey = null) =>
        ScheduleDefinition.Make(id, workflow, schedule, new("{\"n\":7}"u8.ToArray()), options ?? new(), limitKey);

    /// <summary>Fires all that is due, and returns what became of it.</summary>
    public static async Task<IReadOnlyList<TickRecord>> TickAllAsync(this IRedflowStore store)
    {
        var ticks = new List<TickRecord>();
        while (await store.ListDueSchedulesAsync(100) is { Schedules: { Count: > 0 } schedules } due)
        {
            foreach (var schedule in schedules)
            {
                ticks.AddRange(await store.TickAsync(TickPlan.Of(schedule, due.Now)) ?? []);
            }
        }

        return ticks;
    }
}
