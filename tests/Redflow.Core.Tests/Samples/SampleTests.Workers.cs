using Microsoft.Extensions.DependencyInjection;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Samples;

public sealed partial class SampleTests
{
    [SkippableFact]
    public async Task Start_and_stop_a_worker()
    {
        await using var client = CreateClient();
        var worker = await StartAsync(ShopWorkflows.DefineWelcome, o => (o.App, o.Concurrency) = ("billing-worker", 4));
        var handle = await client.EmitWorkflowAsync(ShopWorkflows.Welcome, new("user_123"));
        await handle.GetResultAsync(Wait.Limit);
        var said = await SaidAsync((await handle.GetStateAsync()).Worker!);
        var workers = (await client.GetStatsAsync()).Workers;

        await worker.StopAsync().Bounded();

        Assert.Equal(["billing-worker", "4", "redflow.system,default"], said);
        Assert.Equal((1, 0), (workers, (await client.GetStatsAsync()).Workers));
        await worker.DisposeAsync();
    }

    [SkippableFact]
    public async Task Explicit_queues_and_runtime_tuning()
    {
        await using var host = await StartAsync(
            ShopWorkflows.DefineCheckout,
            o =>
            {
                o.App = "billing-worker";
                o.Queues = ["critical", "io", "analytics"];
                o.Concurrency = 8;
                o.LeaseDuration = TimeSpan.FromMilliseconds(5_000);
                o.PollInterval = TimeSpan.FromSeconds(1);
            },
            services => services.Configure<SchedulerOptions>(o => o.ReaperInterval = TimeSpan.FromMilliseconds(500)));

        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.Checkout, new("ord_3"));
        var output = await handle.GetResultAsync(timeout: TimeSpan.FromSeconds(30));

        Assert.True(await host.Client.GetHandle<bool>(output.Analytics).GetResultAsync(Wait.Limit));
        Assert.Equal("analytics", (await host.Client.GetRunAsync(output.Analytics)).Queue);
        Assert.Equal(["billing-worker", "8", "redflow.system,critical,io,analytics"], await SaidAsync((await handle.GetStateAsync()).Worker!));
    }

    [SkippableFact]
    public async Task Workflow_with_a_queue_and_max_concurrency()
    {
        await using var host = await StartAsync(ShopWorkflows.DefineHeavySync);

        var meta = await host.Client.GetWorkflowMetaAsync("heavy-sync");
        var handle = await host.Client.EmitWorkflowAsync(ShopWorkflows.HeavySync, "all");
        await handle.SignalAsync("synced", "done");

        Assert.Equal(("ops", 1), (meta.Queue, meta.Limits.MaxConcurrency));
        Assert.Equal(("done", "ops"), (await handle.GetResultAsync(Wait.Limit), (await handle.GetStateAsync()).Queue));
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

    /// <summary>What a worker says of itself: its app, its slots and its queues.</summary>
    private async Task<string[]> SaidAsync(string worker)
    {
        var values = await redis.Multiplexer.GetDatabase().HashGetAsync($"{{{_prefix}:0}}:wi:{worker}", ["app", "concurrency", "queues"]);
        return [.. values.Select(value => value.ToString())];
    }
}
