using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task An_empty_queue_has_nothing_ready_and_nothing_held_back() => Assert.Equal(new QueueLoad(Queue, 0, TimeSpan.Zero, 0), await LoadAsync());

    [SkippableFact]
    public async Task A_queue_is_as_old_as_the_oldest_of_its_ready_runs_of_whatever_priority()
    {
        await EmitAsync(run => run with { Priority = 3 });
        await AdvanceAsync(Second);
        await EmitAsync(run => run with { Priority = -5 });
        await AdvanceAsync(Second);
        await EmitAsync();
        await AdvanceAsync(Second);

        Assert.Equal(new(Queue, 3, 3 * Second, 0), await LoadAsync());
    }

    [SkippableFact]
    public async Task Runs_that_a_limit_or_a_pause_holds_back_are_told_apart_from_those_that_are_ready()
    {
        await LimitAsync(total: 2);
        await EmitSomeAsync(5);
        await StartPausedAsync();

        Assert.Equal(new(Queue, 2, TimeSpan.Zero, 4), await LoadAsync());
    }

    [SkippableFact]
    public async Task A_promotion_tells_how_late_the_earliest_of_what_was_due_is()
    {
        await EmitAsync(run => run with { Delay = 2 * Second });
        await EmitAsync(run => run with { Delay = Second });
        await AdvanceAsync(3 * Second);

        Assert.Equal(new(2, null) { Lateness = 2 * Second }, await Store.PromoteAsync(10).Bounded());
        Assert.Equal(new(0, null), await Store.PromoteAsync(10).Bounded());
    }

    private async Task StartPausedAsync()
    {
        await DefineAsync(info => info, "paused");
        await Store.PauseWorkflowAsync("paused", reason: null).Bounded();
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New("paused")).Bounded());
    }

    private async Task<QueueLoad> LoadAsync() => Assert.Single(await Store.MeasureQueuesAsync().Bounded(), load => load.Queue == Queue);
}
