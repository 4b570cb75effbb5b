using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Samples;

/// <summary>What redflow's own description shows, line by line, in C#.</summary>
public sealed class SampleTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly Shop _shop = new();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Welcome_e_mail(bool isClass)
    {
        await using var host = await StartAsync(redflow => _ = isClass ? redflow.AddWorkflow<SendWelcomeEmail>() : Defined(redflow, ShopWorkflows.DefineWelcome));

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_123"), new() { IdempotencyKey = "welcome:user_123" });
        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(15));

        Assert.Equal(new(Sent: true), output);
        Assert.Equal(["fetch user_123", "welcome user_123@example.com"], _shop.Done);
    }

    [SkippableFact]
    public async Task Delayed_run()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineWelcome);

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_789"),
            new() { RunAt = DateTimeOffset.UtcNow.AddMinutes(1), IdempotencyKey = "welcome:user_789:delayed" });

        Assert.Equal(RunStatus.Scheduled, (await handle.GetStateAsync()).Status);
        Assert.Empty(_shop.Done);
    }

    [SkippableFact]
    public async Task Child_workflow_fire_and_forget_child_and_explicit_queues()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineCheckout, o =>
        {
            o.App = "billing-worker";
            o.Queues = ["critical", "io", "analytics"];
            o.Concurrency = 8;
            o.LeaseDuration = TimeSpan.FromSeconds(5);
            o.PollInterval = TimeSpan.FromSeconds(1);
        });

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3", "a@example.com"));
        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(30));

        Assert.Equal("receipt of ord_3", output.Receipt);
        Assert.True(await host.Client.GetHandle<bool>(output.Analytics).GetResultAsync(Wait.Limit));
        Assert.Equal(["capture ord_3", "receipt ord_3", "count ord_3"], _shop.Done);
        Assert.Equal("analytics", (await host.Client.GetRunAsync(output.Analytics)).Queue);
    }

    [SkippableFact]
    public async Task Cron_digest()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineDigest);

        var meta = await host.Client.GetWorkflowMetaAsync("digest-cron");
        await (await host.Client.EmitWorkflowAsync(ShopWorkflows.Digest, new("test"))).GetResultAsync(Wait.Limit);

        Assert.Equal(("ops", 1), (meta.Queue, meta.Limits.MaxConcurrency));
        Assert.Equal(
            [("digest-cron:*/5 * * * *", Schedule.Cron("*/5 * * * *"), """{"source":"cron"}"""), ("digest-cron:digest-hourly", Schedule.Cron("0 * * * *"), "{}")],
            (await host.Client.Schedules.ListAsync(new() { Workflow = "digest-cron" })).Schedules.Select(cron => (cron.Id, cron.Schedule, cron.Input.ToString())));
        Assert.Equal(["digest of test"], _shop.Done);
    }

    [SkippableTheory]
    [InlineData("acme", 4, "The ledger is away.")]
    [InlineData("gone", 1, "The tenant is gone.")]
    public async Task Invoice_sync_with_on_failure(string tenant, int attempts, string error)
    {
        await using var host = await StartAsync(ShopWorkflows.DefineInvoiceSync);

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.InvoiceSync, tenant);
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));

        Assert.Equal((error, attempts), (failure.Error.Message, (await handle.GetStateAsync()).Attempt));
        await Wait.UntilAsync(() => Task.FromResult(_shop.Done.Count == 1), "the failure is handled");
        Assert.Equal([$"workflow failed: {handle.Id} invoice-sync {error}"], _shop.Done);
    }

    [SkippableFact]
    public async Task Inspect_and_control()
    {
        await using var host = await StartAsync(redflow =>
        {
            ShopWorkflows.DefineCheckout(redflow);
            ShopWorkflows.DefineInvoiceSync(redflow);
        });
        var client = host.Client;
        var emitted = await client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3"));
        await emitted.GetResultAsync(Wait.Limit);
        var failing = await client.EmitWorkflowAsync(ShopWorkflows.InvoiceSync, "gone");
        await Assert.ThrowsAsync<WorkflowFailedException>(() => failing.GetResultAsync(Wait.Limit));
        var delayed = await client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_4"), new() { Delay = TimeSpan.FromMinutes(1) });

        var run = await client.GetRunAsync(emitted.Id);
        var steps = await client.GetRunStepsAsync(emitted.Id);
        var recent = await client.ListRunsAsync(new() { Limit = 50 });
        var failed = await client.ListRunsAsync(new() { Workflow = "invoice-sync", Status = RunStatus.Failed, Limit = 20 });
        var workflows = await client.ListWorkflowsAsync();
        var meta = await client.GetWorkflowMetaAsync("checkout");
        var stats = await client.GetStatsAsync();
        var canceled = await client.CancelRunAsync(delayed.Id, reason: "requested by user");

        Assert.Equal((RunStatus.Succeeded, "ord_3"), (run.Status, run.Input.As<OrderInput>()!.OrderId));
        Assert.Equal(["capture-payment", "send-receipt", "emit-analytics"], steps.Select(step => step.Name));
        Assert.Contains(recent.Runs, row => row.Id == delayed.Id);
        Assert.Equal(failing.Id, Assert.Single(failed.Runs).Id);
        Assert.Equal(
            ["analytics-workflow", "checkout", "invoice-sync", "invoice-sync.on-failure", "receipt-workflow"], workflows.Select(workflow => workflow.Name));
        Assert.Equal("critical", meta.Queue);
        Assert.Equal((1, 1), (stats.Workflows["checkout"][RunStatus.Succeeded], stats.Runs[RunStatus.Scheduled]));
        Assert.Equal((CancelResult.Canceled, "requested by user"), (canceled, (await delayed.GetStateAsync()).CancelReason));
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

    private Task<WorkerHost> StartAsync(Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null)
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        return WorkerHost.StartAsync(redis, _prefix, workflows, configure, services => services.AddSingleton(_shop));
    }
}
