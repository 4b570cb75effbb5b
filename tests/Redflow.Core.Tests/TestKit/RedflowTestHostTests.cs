using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.TestKit;

public sealed class RedflowTestHostTests
{
    [Fact]
    public async Task A_host_has_a_worker_a_scheduler_and_a_client()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("nap", async ctx =>
        {
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(20));
            return ctx.Input;
        }));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("nap", 42, new() { Delay = TimeSpan.FromMilliseconds(20) });

        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task Each_host_has_a_store_of_its_own()
    {
        await using var one = await RedflowTestHost.StartAsync(Define);
        await using var other = await RedflowTestHost.StartAsync(Define);

        await (await one.Client.EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit);

        Assert.Single((await one.Client.ListRunsAsync()).Runs);
        Assert.Empty((await other.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task Services_and_the_worker_s_options_are_the_test_s()
    {
        var mailer = new Mailer();
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow("mail", async (WorkflowContext<string> ctx, Mailer injected) =>
            {
                await ctx.Step.RunAsync("send", ct => injected.WelcomeAsync(ctx.Input, ct));
                return true;
            }),
            services => services.AddSingleton(mailer),
            o => o.Concurrency = 3);

        await (await host.Client.EmitWorkflowAsync<string, bool>("mail", "a@test.com")).GetResultAsync(Wait.Limit);

        Assert.Equal(["a@test.com"], mailer.Sent);
        Assert.Equal(3, host.Services.GetRequiredService<IOptions<RedflowWorkerOptions>>().Value.Concurrency);
    }

    [Fact]
    public async Task Mistakes_in_definitions_are_told_at_the_start()
    {
        var start = RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("no spaces", ctx => Task.FromResult(1), o => o.MaxAttempts = 0));

        var error = await Assert.ThrowsAsync<WorkflowDefinitionException>(() => start);

        Assert.Equal(2, error.Mistakes.Count);
    }

    [Fact]
    public async Task A_host_that_is_disposed_of_lets_what_runs_end()
    {
        using var release = new SemaphoreSlim(0);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", async ctx =>
        {
            started.SetResult();
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Input;
        }));
        var client = host.Client;
        var handle = await client.EmitWorkflowAsync<int, int>("work", 42);
        await started.Task.Bounded();

        var disposal = host.DisposeAsync().AsTask();
        release.Release();
        await disposal.Bounded();

        Assert.Equal(RunStatus.Succeeded, (await client.GetRunAsync(handle.Id)).Status);
    }

    [Fact]
    public async Task A_host_that_does_not_start_is_disposed_of()
    {
        var probe = new Probe();

        await Assert.ThrowsAsync<WorkflowDefinitionException>(() => RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow<int, int>("no spaces", ctx => Task.FromResult(1)), services => services.AddHostedService(_ => probe)));

        Assert.True(probe.IsDisposed);
    }

    private sealed class Probe : BackgroundService
    {
        public bool IsDisposed { get; private set; }

        public override void Dispose()
        {
            IsDisposed = true;
            base.Dispose();
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private static void Define(RedflowBuilder redflow) => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input));
}
