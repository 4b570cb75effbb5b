using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [SkippableFact]
    public async Task A_client_connects_by_a_URL_without_a_host()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<Sender>());
        await using var client = RedflowClient.Connect($"redis://127.0.0.1:{redis.Port}", new() { Prefix = _prefix });

        var handle = await client.EmitWorkflowAsync<int, string>("send", 7);

        Assert.Equal("sent 7", await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_host_has_the_client_in_its_container()
    {
        await using var worker = await StartOnRedisAsync(redflow => redflow.AddWorkflow<Sender>());
        var builder = Host.CreateEmptyApplicationBuilder(new()
        {
            Args = [$"--ConnectionStrings:redis=redis://127.0.0.1:{redis.Port}", $"--Aspire:Redflow:Client:Prefix={_prefix}"],
        });
        builder.Services.AddLogging();
        builder.AddRedflowClient("redis");
        using var host = builder.Build();
        await host.StartAsync().Bounded();

        var handle = await host.Services.GetRequiredService<RedflowClient>().EmitWorkflowAsync<int, string>("send", 7);

        Assert.Equal("sent 7", await handle.GetResultAsync(Wait.Limit));
        await host.StopAsync().Bounded();
    }

    [Fact]
    public async Task An_unknown_workflow_is_refused_unless_told_that_it_is_registered_later()
    {
        await using var client = RedflowClient.Connect("memory://", new() { Prefix = _prefix });

        var error = await Assert.ThrowsAsync<UnknownWorkflowException>(() => client.EmitWorkflowAsync<int, int>("later", 1));
        var handle = await client.EmitWorkflowAsync<int, int>("later", 1, new() { AllowUnregistered = true });

        Assert.Equal("later", error.Workflow);
        Assert.Equal(handle.Id, Assert.Single((await client.ListRunsAsync()).Runs).Id);
        Assert.Equal((RunStatus.Queued, "default"), ((await handle.GetStateAsync()).Status, (await handle.GetStateAsync()).Queue));
    }

    [Fact]
    public async Task A_taken_idempotency_key_returns_the_existing_run_and_says_so()
    {
        await using var client = RedflowClient.Connect("memory://", new() { Prefix = _prefix });
        var options = new EmitOptions { IdempotencyKey = "welcome:user_123", AllowUnregistered = true };

        var first = await client.EmitWorkflowAsync<int, int>("welcome", 1, options);
        var second = await client.EmitWorkflowAsync<int, int>("welcome", 2, options);

        Assert.Equal((false, true), (first.AlreadyExisted, second.AlreadyExisted));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, (await second.GetStateAsync()).Input.As<int>());
    }

    [Fact]
    public async Task A_run_is_due_at_the_time_it_was_emitted_for()
    {
        await using var client = RedflowClient.Connect("memory://", new() { Prefix = _prefix });
        var due = DateTimeOffset.UtcNow.AddDays(1);

        var handle = await client.EmitWorkflowAsync<int, int>("later", 1, new() { RunAt = due, AllowUnregistered = true });

        var run = await handle.GetStateAsync();
        Assert.Equal((RunStatus.Scheduled, due.ToUnixTimeMilliseconds()), (run.Status, run.DueAt!.Value.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task The_result_of_a_run_is_its_output_or_how_it_ended()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, int>("good", ctx => Task.FromResult(ctx.Input))
            .AddWorkflow<int, int>("bad", _ => throw new NonRetriableException("No."))
            .AddWorkflow<int, int>("long", ctx => ctx.Step.WaitForSignalAsync<int>("go", "go")));
        var good = await host.Client.EmitWorkflowAsync<int, int>("good", 42);
        var bad = await host.Client.EmitWorkflowAsync<int, int>("bad", 1);
        var lasting = await host.Client.EmitWorkflowAsync<int, int>("long", 1);

        Assert.Equal(42, await good.GetResultAsync(Wait.Limit));
        Assert.Equal("No.", (await Assert.ThrowsAsync<WorkflowFailedException>(() => bad.GetResultAsync(Wait.Limit))).Error.Message);
        await Assert.ThrowsAsync<RedflowTimeoutException>(() => lasting.GetResultAsync(TimeSpan.FromMilliseconds(1)));
        Assert.False((await lasting.GetStateAsync()).Status.IsTerminal());
        await lasting.CancelAsync("enough");
        Assert.Equal("enough", (await Assert.ThrowsAsync<RunCanceledException>(() => lasting.GetResultAsync(Wait.Limit))).Reason);
    }

    [SkippableFact]
    public async Task A_waiter_for_a_result_is_notified()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("wait", ctx => ctx.Step.WaitForSignalAsync<int>("go", "go")));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("wait", 0);
        var (store, calls) = StoreCalls.Of(host.Store);
        await using var waiter = new RedflowClient(store, TimeProvider.System);
        var result = waiter.GetHandle<int>(handle.Id).GetResultAsync(Wait.Limit);
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");
        Assert.False(result.IsCompleted);

        await handle.SignalAsync("go", 42);

        Assert.Equal(42, await result);
        Assert.Equal([nameof(IRedflowStore.AwaitAsync)], calls.Made);
    }

    [SkippableFact]
    public async Task Runs_steps_workflows_and_stats_are_read_and_runs_are_listed_newest_first_in_pages()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow
            .AddWorkflow<int, int>("double", ctx => ctx.Step.RunAsync("work", _ => Task.FromResult(ctx.Input * 2)))
            .AddWorkflow<Sender>());
        var handles = new List<RunHandle<int>>();
        foreach (var input in Enumerable.Range(1, 5))
        {
            handles.Add(await host.Client.EmitWorkflowAsync<int, int>("double", input));
            await handles[^1].GetResultAsync(Wait.Limit);
        }

        var run = await host.Client.GetRunAsync(handles[1].Id);
        var steps = await host.Client.GetRunStepsAsync(run.Id);
        var first = await host.Client.ListRunsAsync(new() { Workflow = "double", Status = RunStatus.Succeeded, Limit = 2 });
        var second = await host.Client.ListRunsAsync(new() { Workflow = "double", Status = RunStatus.Succeeded, Limit = 2, Cursor = first.NextCursor });

        Assert.Equal((2, 4), (run.Input.As<int>(), run.Output!.Value.As<int>()));
        Assert.Equal(("work", 4), (Assert.Single(steps).Name, steps[0].Output!.Value.As<int>()));
        Assert.Equal(handles.Select(handle => handle.Id).Reverse().Take(4), first.Runs.Concat(second.Runs).Select(summary => summary.Id));
        Assert.Equal(["double", "send"], (await host.Client.ListWorkflowsAsync()).Select(workflow => workflow.Name));
        Assert.Equal(("default", 3), ((await host.Client.GetWorkflowMetaAsync("double")).Queue, (await host.Client.GetWorkflowMetaAsync("double")).MaxAttempts));
        var stats = await host.Client.GetStatsAsync();
        Assert.Equal((5, 5, 1), (stats.Runs[RunStatus.Succeeded], stats.Workflows["double"][RunStatus.Succeeded], stats.Workers));
    }

    [SkippableFact]
    public async Task All_runs_are_enumerated_newest_first_a_page_after_the_other()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<Sender>());
        var handles = await host.Client.EmitManyAsync(new WorkflowRef<int, string>("send"), [1, 2, 3, 4, 5]);

        var ids = await host.Client.EnumerateRunsAsync(new() { Workflow = "send", Limit = 2 }).Select(run => run.Id).ToListAsync();

        Assert.Equal(handles.Select(handle => handle.Id).OrderDescending(), ids);
    }

    [Fact]
    public async Task A_run_is_canceled_with_a_reason()
    {
        await using var client = RedflowClient.Connect("memory://", new() { Prefix = _prefix });
        var handle = await client.EmitWorkflowAsync<int, int>("later", 1, new() { AllowUnregistered = true });

        var canceled = await client.CancelRunAsync(handle.Id, reason: "requested by user");
        var again = await client.CancelRunAsync(handle.Id, reason: "once more");

        Assert.Equal((CancelResult.Canceled, CancelResult.Canceled), (canceled, again));
        Assert.Equal((RunStatus.Canceled, "requested by user"), ((await handle.GetStateAsync()).Status, (await handle.GetStateAsync()).CancelReason));
    }
}
