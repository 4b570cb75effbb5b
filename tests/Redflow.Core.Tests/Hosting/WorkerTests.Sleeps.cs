using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests
{
    [SkippableFact]
    public async Task A_sleeping_run_leaves_its_worker_and_goes_on_where_it_was()
    {
        var passes = 0;
        var unwound = false;
        await using var host = await StartAsync(async ctx =>
        {
            Interlocked.Increment(ref passes);
            var before = await ctx.Step.RunAsync("before", _ => Task.FromResult(20));
            try
            {
                await ctx.Step.SleepAsync("nap", TimeSpan.FromSeconds(1));
            }
            finally
            {
                unwound |= Volatile.Read(ref passes) == 1;
            }

            return before + await ctx.Step.RunAsync("after", _ => Task.FromResult(22));
        });
        var handle = await EmitAsync(host);
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run sleeps");
        Assert.Equal((StepStatus.Running, "nap"), (await host.Client.GetRunStepsAsync(handle.Id)).Select(step => (step.Status, step.Name)).Last());


        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((2, false), (passes, unwound));
        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
        Assert.All(await host.Client.GetRunStepsAsync(handle.Id), step => Assert.Equal(StepStatus.Succeeded, step.Status));
    }

    [SkippableFact]
    public async Task Sleeps_in_parallel_end_together_and_wait_for_running_steps()
    {
        var committed = new ConcurrentQueue<string>();
        await using var host = await StartAsync(async ctx =>
        {
            async Task<int> WorkAsync()
            {
                await ctx.Step.RunAsync("one", async ct =>
                {
                    await Task.Yield();
                    committed.Enqueue("one");
                });
                return await ctx.Step.RunAsync("two", _ =>
                {
                    committed.Enqueue("two");
                    return Task.FromResult(2);
                });
            }

            var work = WorkAsync();
            await Task.WhenAll(
                work,
                ctx.Step.SleepAsync("short", TimeSpan.FromMilliseconds(20)),
                ctx.Step.SleepAsync("long", TimeSpan.FromMilliseconds(40)));
            return await work;
        });

        var handle = await EmitAsync(host);

        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(["one", "two"], committed);
        var steps = (await host.Client.GetRunStepsAsync(handle.Id)).ToDictionary(step => step.Name);
        Assert.True(steps["short"].StartedAt - steps["long"].StartedAt < TimeSpan.FromMilliseconds(20));
    }

    [SkippableFact]
    public async Task A_suspended_pass_begins_no_step_any_more()
    {
        using var outside = new SemaphoreSlim(0);
        var bodies = new ConcurrentQueue<int>();
        var passes = 0;
        await using var host = await StartAsync(async ctx =>
        {
            var pass = Interlocked.Increment(ref passes);
            var sleep = ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
            if (pass == 1)
            {
                // Not a step: the pass is suspended meanwhile, and this code goes on when nobody holds the run.
                await outside.WaitAsync();
            }

            await ctx.Step.RunAsync("work", _ =>
            {
                bodies.Enqueue(pass);
                return Task.CompletedTask;
            });
            await sleep;
            return pass;
        });
        var handle = await EmitAsync(host);

        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        outside.Release();

        Assert.Equal([2], bodies);
    }

    [SkippableFact]
    public async Task A_sleep_that_was_a_step_fails_the_run_instead_of_sleeping_for_ever()
    {
        await using var host = await StartAsync(async ctx =>
        {
            if (ctx.Run.Attempt == 1)
            {
                await ctx.Step.RunAsync("was a step", _ => Task.FromResult(1));
                throw new InvalidOperationException("And then a deploy.");
            }

            await ctx.Step.SleepAsync("was a step", TimeSpan.FromMilliseconds(1));
            return 0;
        });

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(async () => await (await EmitAsync(host)).GetResultAsync(Wait.Limit));

        Assert.Contains("now it is a sleep", failure.Error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Each_pass_has_a_scope_of_its_own_that_a_suspension_disposes()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var scopes = new ScopeCounter();
        await using var host = await WorkerHost.StartAsync(
            server, Prefix, redflow => redflow.AddWorkflow<NappingWorkflow>(), services: services => services.AddSingleton(scopes).AddScoped<Scoped>());

        var handle = await host.Client.EmitWorkflowAsync<int, int>("napping", 5);

        Assert.Equal(5, await handle.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(() => Task.FromResult(scopes.Disposed == 2), "both scopes are disposed");
        Assert.Equal(2, scopes.Created);
    }
}
