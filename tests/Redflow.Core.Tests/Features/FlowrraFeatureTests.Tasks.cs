using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class FlowrraFeatureTests
{
    [Fact]
    public async Task A_task_is_a_workflow_of_one_step()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddJob("double", (int input) => Task.FromResult(input * 2)));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("double", 21);

        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Single(await host.Client.GetRunStepsAsync(handle.Id));
    }

    [SkippableFact]
    public async Task A_lower_priority_goes_first_in_Redis_too()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        var order = new ConcurrentQueue<int>();
        await using var host = await WorkerHost.StartAsync(
            redis,
            _prefix,
            redflow => redflow.AddJob("note", (int input) =>
            {
                order.Enqueue(input);
                return Task.CompletedTask;
            }, o => o.MaxConcurrency = 0),
            o => o.Concurrency = 1);
        await host.Client.PauseQueueAsync("default");

        var handles = await host.Client.EmitManyAsync(new WorkflowRef<int, object?>("note"), [5, 0, -3, 1_000, -1_000], input => new() { Priority = input });
        await host.Client.ResumeQueueAsync("default");
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        Assert.Equal([-1_000, -3, 0, 5, 1_000], order);
        Assert.Equal(0, new EmitOptions().Priority);
    }

    [Fact]
    public async Task The_error_of_every_attempt_is_kept()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddJob(
            "fail",
            (int input, Redflow.Steps.StepContext step) => Task.FromException(new InvalidOperationException($"No. {step.Run.Attempt}")),
            o => o.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1))));

        var handle = await host.Client.EmitWorkflowAsync<int, object?>("fail", 0);

        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        var run = await handle.GetStateAsync();
        Assert.Equal([(1, "No. 1"), (2, "No. 2")], run.FailedAttempts.Select(attempt => (attempt.Attempt, attempt.Error.Message)));
        Assert.Equal("No. 3", run.Error!.Message);
    }

    [Fact]
    public async Task A_run_that_waits_for_its_retry_holds_no_slot()
    {
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow.AddJob(
                "work",
                (int input) => input == 0 ? Task.FromException<int>(new InvalidOperationException("Later.")) : Task.FromResult(input),
                o => o.Backoff = RetryBackoff.Constant(TimeSpan.FromHours(1))),
            configure: o => o.Concurrency = 1);
        var retried = await host.Client.EmitWorkflowAsync<int, int>("work", 0);
        await Wait.UntilAsync(async () => (await retried.GetStateAsync()) is { Status: RunStatus.Scheduled, Attempt: 2 } or { Status: RunStatus.Scheduled, Error: not null }, "the run waits for its retry");

        var other = await host.Client.EmitWorkflowAsync<int, int>("work", 42);

        Assert.Equal(42, await other.GetResultAsync(Wait.Limit));
        Assert.Equal(RunStatus.Scheduled, (await retried.GetStateAsync()).Status);
    }

    [Fact]
    public async Task Work_for_the_processor_runs_on_threads_of_its_own_and_other_work_on_the_pool()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddJob("resize", (int _) => Task.FromResult(Thread.CurrentThread.IsThreadPoolThread), o => o.Lane = Lane.Cpu)
            .AddJob("fetch", (int _) => Task.FromResult(Thread.CurrentThread.IsThreadPoolThread)));

        var cpu = await host.Client.EmitWorkflowAsync<int, bool>("resize", 0);
        var io = await host.Client.EmitWorkflowAsync<int, bool>("fetch", 0);

        Assert.Equal((false, true), (await cpu.GetResultAsync(Wait.Limit), await io.GetResultAsync(Wait.Limit)));
        Assert.Equal(Lane.Io, new WorkflowOptions().Lane);
    }

    [SkippableFact]
    public async Task A_full_queue_refuses_a_run_or_lets_it_wait()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        await using var host = await WorkerHost.StartAsync(
            redis, _prefix, redflow => redflow.AddJob("work", (int input) => Task.FromResult(input), o => o.MaxQueueLength = 1));
        await host.Client.PauseQueueAsync("default");
        var first = await host.Client.EmitWorkflowAsync<int, int>("work", 1);
        var (store, secondTry) = StoreGate.Before(host.Store, nameof(IRedflowStore.EmitAsync), call: 2);
        await using var patient = new RedflowClient(store, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<QueueFullException>(() => host.Client.EmitWorkflowAsync<int, int>("work", 2));
        var waiting = Task.Run(() => patient.EmitWorkflowAsync<int, int>("work", 3, new() { WaitForRoom = Wait.Limit }));
        await secondTry.Reached.Bounded();
        await host.Client.ResumeQueueAsync("default");
        var result = await first.GetResultAsync(Wait.Limit);
        secondTry.Open();

        Assert.Equal("work", refused.Workflow);
        Assert.Equal((1, 3), (result, await (await waiting.Bounded()).GetResultAsync(Wait.Limit)));
        Assert.Null(new WorkflowOptions().MaxQueueLength);
    }

    [Fact]
    public async Task Options_come_from_configuration_in_the_names_that_environment_variables_have_there()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["REDFLOW:WORKER:CONCURRENCY"] = "3",
            ["REDFLOW:WORKFLOWS:WORK:MAXCONCURRENCY"] = "7",
            ["CONNECTIONSTRINGS:REDIS"] = "memory://",
            ["ASPIRE:REDFLOW:CLIENT:PREFIX"] = _prefix,
        });
        builder.Services.AddLogging();
        builder.AddRedflowWorker("redis").AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input));
        using var host = builder.Build();

        await host.StartAsync().Bounded();
        var meta = await host.Services.GetRequiredService<RedflowClient>().GetWorkflowMetaAsync("work");
        await host.StopAsync().Bounded();

        Assert.Equal(3, host.Services.GetRequiredService<IOptions<RedflowWorkerOptions>>().Value.Concurrency);
        Assert.Equal(7, meta.Limits.MaxConcurrency);
    }
}
