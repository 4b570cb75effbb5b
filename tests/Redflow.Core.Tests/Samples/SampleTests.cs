using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Samples;

/// <summary>What redflow's own description shows, line by line, in C#.</summary>
public sealed partial class SampleTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly Shop _shop = new();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Welcome_e_mail(bool isClass)
    {
        await using var host = await StartAsync(redflow => _ = isClass ? redflow.AddWorkflow<SendWelcomeEmail>() : Defined(redflow, ShopWorkflows.DefineWelcome));
        await using var client = CreateClient();

        var handle = await client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_123"), new() { IdempotencyKey = "welcome:user_123" });
        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(15));
        var again = await client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_123"), new() { IdempotencyKey = "welcome:user_123" });

        Assert.Equal(new(Sent: true), output);
        Assert.Equal(["fetch user_123", "welcome user_123@example.com"], _shop.Done);
        Assert.Equal((handle.Id, true), (again.Id, again.AlreadyExisted));
    }

    [SkippableFact]
    public async Task Handler_context()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineContext);

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Context, "input");
        await Wait.UntilAsync(() => Task.FromResult(_shop.Done.Count == 1), "the handler has told its context");
        await handle.CancelAsync("enough");

        await Assert.ThrowsAsync<RunCanceledException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal([$"input: {handle.Id} context default 1 of 3", "signal: RunCanceled"], _shop.Done);
    }

    [SkippableFact]
    public async Task Step_without_a_time_out()
    {
        await using var host = await StartAsync(ShopWorkflows.DefinePayment);

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Payment, "ord_1");

        Assert.Equal("payment of ord_1", await handle.GetResultAsync(Wait.Limit));
        Assert.Equal("capture-payment", Assert.Single(await host.Client.GetRunStepsAsync(handle.Id)).Name);
    }

    [SkippableFact]
    public async Task Child_workflow_and_fire_and_forget_child()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineCheckout);
        await host.Client.PauseWorkflowAsync("receipt-workflow");
        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3", "a@example.com"));
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the parent waits for its child");

        var steps = await host.Client.GetRunStepsAsync(handle.Id);
        await host.Client.ResumeWorkflowAsync("receipt-workflow");
        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(30));

        Assert.Equal("receipt of ord_3", output.Receipt);
        Assert.True(await host.Client.GetHandle<bool>(output.Analytics).GetResultAsync(Wait.Limit));
        Assert.Equal(["capture ord_3", "receipt ord_3", "count ord_3"], _shop.Done);
        var children = await host.Client.EnumerateRunsAsync(new() { Parent = handle.Id }).OrderBy(run => run.Workflow).ToListAsync();
        Assert.Equal([("analytics-workflow", "analytics:ord_3"), ("receipt-workflow", "receipt:ord_3")], children.Select(run => (run.Workflow, run.IdempotencyKey)));
        var wait = steps.Single(step => step.Name == "send-receipt");
        Assert.Equal((StepStatus.Running, TimeSpan.FromSeconds(20)), (wait.Status, wait.FinishedAt - wait.StartedAt));
    }

    [Fact]
    public async Task Delayed_run()
    {
        var time = new ManualTime(TestStore.Start);
        await using var host = await RedflowTestHost.StartAsync(
            ShopWorkflows.DefineWelcome, services => services.AddSingleton<TimeProvider>(time).AddSingleton(_shop)).Bounded();

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_789"),
            new() { RunAt = time.GetUtcNow() + TimeSpan.FromMinutes(1), IdempotencyKey = "welcome:user_789:delayed" });
        time.Advance(TimeSpan.FromSeconds(59));
        var before = await handle.GetStateAsync();
        var doneBefore = _shop.Done.Count;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new(Sent: true), await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((RunStatus.Scheduled, TestStore.Start.AddMinutes(1), 0), (before.Status, before.DueAt, doneBefore));
        Assert.Equal(["fetch user_789", "welcome user_789@example.com"], _shop.Done);
    }

    [Fact]
    public async Task Run_inline()
    {
        var result = await WorkflowTest.For<SendWelcomeEmail, WelcomeInput, WelcomeResult>(ShopWorkflows.AddShop).RunAsync(new("test")).Bounded();

        Assert.True(result.Succeeded);
        Assert.Equal(new(Sent: true), result.Output);
    }

    [Fact]
    public async Task Run_inline_with_overridden_steps()
    {
        var result = await WorkflowTest
            .For(ShopWorkflows.Welcome, ShopWorkflows.DefineWelcome, services => services.AddSingleton(_shop))
            .OverrideStep("fetch-user", new User("mock@test.com"))
            .RunAsync(new("test"))
            .Bounded();

        Assert.Equal(new(Sent: true), result.Output);
        Assert.Equal(["welcome mock@test.com"], _shop.Done);
    }

    private static RedflowBuilder Defined(RedflowBuilder redflow, Action<RedflowBuilder> define)
    {
        define(redflow);
        return redflow;
    }

    /// <summary>create_client(url=…)</summary>
    private RedflowClient CreateClient()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        return RedflowClient.Connect($"redis://127.0.0.1:{redis.Port}", new() { Prefix = _prefix });
    }

    private Task<WorkerHost> StartAsync(
        Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        return WorkerHost.StartAsync(redis, _prefix, workflows, configure, added =>
        {
            added.AddSingleton(_shop);
            services?.Invoke(added);
        });
    }
}
