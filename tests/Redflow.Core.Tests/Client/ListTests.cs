using Redflow.Client;
using Redflow.Core.Tests.Steps;
using Redflow.Runs;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>Whole lists, counts and logs.</summary>
public sealed class ListTests : IAsyncDisposable
{
    private readonly RedflowClient _client = new(new MemoryStore(TimeProvider.System), TimeProvider.System);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task All_runs_are_listed_newest_first_page_by_page(int limit)
    {
        var emitted = await EmitAsync("work", 7);
        await EmitAsync("other", 2);

        var listed = new List<RunId>();
        await foreach (var run in _client.EnumerateRunsAsync(new() { Workflow = "work", Limit = limit }))
        {
            listed.Add(run.Id);
        }

        Assert.Equal(emitted.Reverse(), listed);
    }

    [Fact]
    public async Task A_list_stops_with_its_token()
    {
        await EmitAsync("work", 3);
        using var cancellation = new CancellationTokenSource();
        await using var list = _client.EnumerateRunsAsync(new() { Limit = 1 }, cancellation.Token).GetAsyncEnumerator();
        Assert.True(await list.MoveNextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task All_events_are_listed_newest_first_page_by_page()
    {
        var emitted = new List<Redflow.Events.EventId>();
        for (var i = 0; i < 5; i++)
        {
            emitted.Insert(0, await _client.EmitEventAsync("order.paid", i));
        }

        var listed = new List<Redflow.Events.EventId>();
        await foreach (var found in _client.EnumerateEventsAsync(new() { Name = "order.paid", Limit = 2 }))
        {
            listed.Add(found.Id);
        }

        Assert.Equal(emitted, listed);
    }

    [Fact]
    public async Task Runs_are_counted_over_all_pages_up_to_a_number()
    {
        await EmitAsync("work", 1_203);
        await EmitAsync("other", 2);

        Assert.Equal(1_205, await _client.CountRunsAsync(new()));
        Assert.Equal(1_203, await _client.CountRunsAsync(new() { Workflow = "work", Limit = 1 }));
        Assert.Equal(700, await _client.CountRunsAsync(new() { Workflow = "work" }, atMost: 700));
        Assert.Equal(0, await _client.CountRunsAsync(new() { Status = RunStatus.Failed }));
    }

    [Fact]
    public async Task The_log_of_a_run_is_listed_oldest_line_first()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("talk", async ctx =>
        {
            ctx.Logger.Say("first");
            await ctx.Step.RunAsync("step", step =>
            {
                step.Logger.Say("second");
                return Task.CompletedTask;
            });
            return 0;
        }));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("talk", 0);
        await handle.GetResultAsync(Wait.Limit);

        var lines = await host.Client.GetRunLogAsync(handle.Id);

        Assert.Equal([("first", null, 1), ("second", "step", 1)], lines.Select(line => (line.Message, line.Step, line.Attempt)));
        Assert.Empty(await host.Client.GetRunLogAsync(RunId.New(0)));
    }

    private async Task<RunId[]> EmitAsync(string workflow, int count)
    {
        var handles = await _client.EmitManyAsync(
            new WorkflowRef<int, int>(workflow), [.. Enumerable.Range(0, count)], _ => new() { AllowUnregistered = true });
        return [.. handles.Select(handle => handle.Id)];
    }
}
