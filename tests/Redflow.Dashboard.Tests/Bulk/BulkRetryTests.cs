using System.Globalization;
using Microsoft.Playwright;
using Redflow.Api.Tests.Hosting;
using Redflow.Client;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Bulk;

/// <summary>A thousand runs, over a store of their own, which holds the job up in the middle of its third page.</summary>
[Collection(DashboardSuite.Name)]
public sealed class BulkRetryTests(DashboardFixture fixture)
{
    private const string Workflow = "charge-invoice";

    private static readonly WorkflowRef<int, int> Charge = new(Workflow);

    [SkippableFact]
    public async Task Retry_of_a_thousand_failed_runs_shows_its_progress_and_is_aborted_midway()
    {
        DashboardFixture.SkipWithoutBrowser();
        var (prefix, canary) = ($"test-{Guid.NewGuid():N}", new Canary());
        var (store, gate) = StoreGate.Before(fixture.Redis.OpenStore(prefix), nameof(IRedflowStore.RetryAsync), call: 450);
        await using var worker = await WorkerHost.StartAsync(
            new GivenStore(store), prefix, redflow => canary.AddTo(redflow.AddWorkflow<int, int>(Workflow, Decline, options => options.MaxConcurrency = 0)), options => options.Concurrency = 50).Bounded();
        await worker.Client.EmitManyAsync(Charge, [.. Enumerable.Range(0, 1_000)]).Bounded();
        await Wait.UntilAsync(async () => await CountAsync(worker.Client, RunStatus.Failed) == 1_000, "all runs have failed");
        await worker.Client.PauseWorkflowAsync(Workflow, "the payment provider is down").Bounded();
        await using var api = await ApiServer.StartAsync(fixture.Redis, prefix);
        await using var window = await fixture.OpenAsync(api);

        await window.GoAsync("/failed");
        await Expect(window.Page.Locator(".failures .pill")).ToHaveTextAsync("1,000 runs");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Retry…" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Retry 1,000 runs?");
        Assert.Equal(1_000, await CountAsync(worker.Client, RunStatus.Failed));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Retry 1,000 runs" }).ClickAsync();
        await gate.Reached.Bounded();
        await window.SeesAsync("[data-count=changed]", "400");
        await window.SeesAsync(".progress span", "400 of 1,000 runs");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Abort", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Abort the job" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Its worker is being told.");
        await canary.SingAsync(worker.Client);
        gate.Open();
        await window.SeesAsync("h1 .pill", "canceled");

        var (changed, left) = (await ShownAsync(window.Page, "changed"), await ShownAsync(window.Page, "left"));
        Assert.InRange(changed, 401, 600);
        Assert.Equal(1_000, changed + left + await ShownAsync(window.Page, "skipped"));
        Assert.Equal((changed, left), (await CountAsync(worker.Client, RunStatus.Queued), await CountAsync(worker.Client, RunStatus.Failed)));
        await Expect(window.Page.Locator("main")).ToContainTextAsync("aborted on the dashboard");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Abort", Exact = true })).ToHaveCountAsync(0);
        await window.GoAsync("/bulk");
        await Expect(window.Page.Locator("tbody tr .pill")).ToHaveTextAsync("canceled");
        window.AssertQuiet();
    }

    private static Task<int> Decline(WorkflowContext<int> ctx) => throw new NonRetriableException($"The card of invoice {ctx.Input} was declined.");

    private static Task<long> CountAsync(RedflowClient client, RunStatus status) => client.CountRunsAsync(new() { Workflow = Workflow, Status = status }).Bounded();

    private static async Task<long> ShownAsync(IPage page, string count) =>
        long.Parse(await page.Locator($"[data-count={count}]").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
