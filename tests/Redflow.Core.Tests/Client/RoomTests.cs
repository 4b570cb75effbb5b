using Redflow.Client;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

public sealed class RoomTests
{
    private readonly ManualTime _time = new(TestStore.Start);
    private readonly MemoryStore _store;

    public RoomTests() => _store = new(_time);

    private RedflowClient Client => new(_store, _time);

    [Fact]
    public async Task An_emit_to_a_full_queue_is_refused_at_once()
    {
        await FillAsync();

        var refusal = await Assert.ThrowsAsync<QueueFullException>(() => EmitAsync(null));

        Assert.Equal("work", refusal.Workflow);
    }

    [Fact]
    public async Task An_emit_waits_for_room()
    {
        var first = await FillAsync();
        var emit = EmitAsync(TimeSpan.FromMinutes(1));
        Advance(TimeSpan.FromSeconds(10));
        Assert.False(emit.IsCompleted);

        await first.CancelAsync();
        AdvanceUntilEnd(emit, TimeSpan.FromSeconds(2));

        Assert.False((await emit).AlreadyExisted);
        Assert.InRange(_time.GetUtcNow() - TestStore.Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task An_emit_that_finds_no_room_in_time_is_refused()
    {
        await FillAsync();
        var emit = EmitAsync(TimeSpan.FromSeconds(5));

        AdvanceUntilEnd(emit, TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAsync<QueueFullException>(() => emit);
        Assert.InRange(_time.GetUtcNow() - TestStore.Start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_wait_for_room_does_nothing_while_no_time_passes_and_ends_with_its_token()
    {
        await FillAsync();
        using var cancellation = new CancellationTokenSource();
        var emit = EmitAsync(TimeSpan.FromMinutes(1), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emit.Bounded());
        Assert.Equal(TestStore.Start, _time.GetUtcNow());
    }

    [Fact]
    public async Task All_of_a_bulk_wait_together()
    {
        var first = await FillAsync();
        var emit = Client.EmitManyAsync(new WorkflowRef<int, int>("work"), [1, 2, 3], _ => new() { WaitForRoom = TimeSpan.FromSeconds(5) });

        await first.CancelAsync();
        AdvanceUntilEnd(emit, TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<QueueFullException>(() => emit);
        Assert.Equal(2, (await Client.ListRunsAsync()).Runs.Count);
        Assert.InRange(_time.GetUtcNow() - TestStore.Start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));
    }

    private async Task<RunHandle<int>> FillAsync()
    {
        var definition = new WorkflowDefinition<int, int>("work", new() { MaxQueueLength = 1 }, (_, _) => Task.FromResult(0));
        await _store.RegisterWorkflowsAsync([definition.ToInfo(new(new()))]);
        return await EmitAsync(null);
    }

    private Task<RunHandle<int>> EmitAsync(TimeSpan? wait, CancellationToken cancellationToken = default) =>
        Client.EmitWorkflowAsync<int, int>("work", 1, new() { WaitForRoom = wait }, cancellationToken);

    private void AdvanceUntilEnd(Task task, TimeSpan step)
    {
        for (var i = 0; i < 100 && !task.IsCompleted; i++)
        {
            Advance(step);
        }

        Assert.True(task.IsCompleted);
    }

    /// <summary>Without the test's context: what the time releases has run when this returns.</summary>
    private void Advance(TimeSpan by)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _time.Advance(by);
        SynchronizationContext.SetSynchronizationContext(context);
    }
}
