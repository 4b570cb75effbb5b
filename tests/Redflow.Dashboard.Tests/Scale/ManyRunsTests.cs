using System.Diagnostics;
using Microsoft.Playwright;
using Redflow.Api.Tests.Hosting;
using Redflow.Client;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Scale;

/// <summary>100,000 runs of five workflows, in a queue that is paused, on a Redis of their own.</summary>
[Collection(DashboardSuite.Name)]
public sealed class ManyRunsTests(DashboardFixture fixture, ITestOutputHelper output)
{
    private const int Count = 100_000;
    private const string Queue = "archive";

    private static readonly string[] Workflows = ["scan-page", "read-text", "index-page", "make-preview", "store-page"];

    [SkippableFact]
    public async Task Page_of_runs_is_interactive_within_a_second_and_goes_on_page_by_page()
    {
        DashboardFixture.SkipWithoutBrowser();
        TestServer redis = new RedisServer() is { SkipReason: null } server ? server : new GarnetServer();
        await redis.InitializeAsync();
        try
        {
            await ReadAsync(redis, $"test-{Guid.NewGuid():N}");
        }
        finally
        {
            await redis.DisposeAsync();
        }
    }

    private async Task ReadAsync(TestServer redis, string prefix)
    {
        await using var worker = await WorkerHost.StartAsync(redis, prefix, AddTo).Bounded();
        await SeedAsync(worker.Client);
        await using var api = await ApiServer.StartAsync(redis, prefix);
        await using var window = await fixture.OpenAsync(api);
        await window.GoAsync("/workers");

        await AssertSoonAsync(window, "/runs");
        await Expect(window.Page.Locator(".tabs [aria-current]").First).ToHaveTextAsync("all 100,000");
        await AssertSoonAsync(window, $"/runs?q=status:queued%20workflow:{Workflows[3]}");
        await AssertSoonAsync(window, "/runs?q=tag:lot%3D7");
        await AssertSoonAsync(window, "/failed");
        await AssertPagesAsync(window);
        window.AssertQuiet();
    }

    private static void AddTo(Redflow.Hosting.RedflowBuilder worker)
    {
        foreach (var workflow in Workflows)
        {
            worker.AddWorkflow<int, int>(workflow, ctx => Task.FromResult(ctx.Input), options => (options.Queue, options.MaxConcurrency) = (Queue, 0));
        }
    }

    private async Task SeedAsync(RedflowClient client)
    {
        var started = Stopwatch.GetTimestamp();
        await client.PauseQueueAsync(Queue).Bounded();
        foreach (var workflow in Workflows)
        {
            await client.EmitManyAsync(
                new WorkflowRef<int, int>(workflow),
                [.. Enumerable.Range(0, Count / Workflows.Length)],
                number => new() { Tags = [$"lot={number % 1_000}"] }).Bounded();
        }

        output.WriteLine($"{Count:N0} runs were emitted in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
    }

    private async Task AssertSoonAsync(Window window, string path)
    {
        var took = await Soon.AssertAsync(async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await window.GoAsync(path, WaitUntilState.DOMContentLoaded);
            await window.Page.WaitForFunctionAsync("() => document.documentElement.dataset.scripts === 'yes' && (!document.getElementById('main').dataset.live || document.getElementById('main').dataset.listens === 'yes')").Bounded();
            return Stopwatch.GetElapsedTime(started);
        });
        output.WriteLine($"{path}: {took.TotalMilliseconds:0} ms until its scripts listened.");
    }

    private static async Task AssertPagesAsync(Window window)
    {
        var seen = new HashSet<string>();
        await window.GoAsync("/runs?q=status:queued");
        for (var page = 1; page <= 6; page++)
        {
            var rows = await window.Page.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.key)");
            Assert.Equal(50, rows.Length);
            Assert.All(rows, row => Assert.True(seen.Add(row)));
            var url = window.Page.Url;
            await window.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
            await Expect(window.Page).Not.ToHaveURLAsync(url);
            await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(50);
        }
    }
}
