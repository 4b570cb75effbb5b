using Redflow.Api.Tests.Hosting;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>A browser, the real API on Garnet and a worker with a shop's workflows, in which something has happened.</summary>
public sealed partial class DashboardFixture : IAsyncLifetime
{
    private string _prefix = "";
    private Browser? _browser;
    private WorkerHost? _worker;
    private ApiServer? _api;

    public GarnetServer Redis { get; } = new();

    public Shop Shop { get; } = new();

    public RedflowClient Client => _worker!.Client;

    /// <summary>An API for this machine in Development, which asks nobody who they are.</summary>
    public ApiServer Api => _api!;

    /// <summary>A checkout that has succeeded, with steps, a sleep and a child.</summary>
    public RunId Succeeded { get; private set; }

    /// <summary>An import that has failed at its second attempt.</summary>
    public RunId Failed { get; private set; }

    /// <summary>A refund that waits for a signal.</summary>
    public RunId Waiting { get; private set; }

    /// <summary>A run whose handler is under way until the fixture goes.</summary>
    public RunId Running { get; private set; }

    /// <summary>The page of an order in two parcels, with one of them and its label unfolded.</summary>
    public string Unfolded { get; private set; } = "";

    /// <summary>A bulk job that has canceled some reminders.</summary>
    public RunId BulkJob { get; private set; }

    public async Task InitializeAsync()
    {
        if (Browser.Program is null)
        {
            return;
        }

        var browser = Browser.LaunchAsync();
        await Redis.InitializeAsync();
        _prefix = await SeedPastAsync();
        _worker = await WorkerHost.StartAsync(Redis, _prefix, Shop.AddTo, options => options.Concurrency = 20).Bounded();
        _api = await StartApiAsync();
        await Wait.UntilAsync(async () => (await Client.ListWorkflowsAsync()).Count >= 6, "the worker has registered its workflows");
        await SeedAsync();
        _browser = await browser;
    }

    /// <summary>Another API over the same runs.</summary>
    public Task<ApiServer> StartApiAsync(params string[] args) => ApiServer.StartAsync(Redis, _prefix, args);

    internal Task<ApiServer> StartApiAsync(TestKey key, params TestKey[] others) => StartApiAsync(["--environment=Production", .. key.Args, .. others.SelectMany(other => other.Args)]);

    /// <summary>Skips the test where there is no browser: then there is no server, either.</summary>
    public static void SkipWithoutBrowser() => Skip.If(Browser.Program is null, "Chromium is not installed: apt-get install chromium.");

    /// <summary>Opens a window of its own, which notes what its pages complain about; the test is skipped where there is no browser.</summary>
    public async Task<Window> OpenAsync(ApiServer? api = null, bool isDark = false, int width = 1280, int height = 800)
    {
        SkipWithoutBrowser();
        return new(_browser!, await _browser!.OpenAsync(isDark, width, height), (api ?? Api).Http.BaseAddress!);
    }

    /// <summary>Emits a run, and waits until it has succeeded.</summary>
    public async Task<RunId> SucceedAsync<T>(string workflow, T input)
    {
        var run = await EmitAsync(workflow, input, new());
        Assert.IsType<RunOutcome.Succeeded>(await Client.WaitForRunAsync(run, Wait.Limit).Bounded());
        return run;
    }

    public async Task DisposeAsync()
    {
        if (_worker is null)
        {
            return;
        }

        await _browser!.DisposeAsync();
        await _api!.DisposeAsync();
        Shop.Open();
        await _worker.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private async Task SeedAsync()
    {
        var ended = new List<RunId>();
        await SeedBulkJobAsync();
        for (var number = PastOrders + 1; number <= 18; number++)
        {
            ended.Add(Succeeded = await CheckOutAsync(Client, number));
        }

        for (var file = 1; file <= 4; file++)
        {
            ended.Add(Failed = await EmitAsync(Shop.Import, new Shop.Catalogue($"spring-{file}.csv", IsBroken: file > 1), new() { Tags = ["supplier=north"] }));
        }

        var fulfilled = await EmitAsync(Shop.Fulfilment, new Shop.Order(4_218, "Katherine", 28), new() { Tags = ["tenant=0"] });
        ended.Add(fulfilled);
        Waiting = await EmitAsync(Shop.Refund, new Shop.Order(4_201, "Ada", 11), new() { Tags = ["tenant=1"] });
        await EmitAsync(Shop.Reminder, new Shop.Order(4_202, "Grace", 12), new() { Delay = TimeSpan.FromHours(3) });
        Running = await EmitAsync(Shop.Gated, "warehouse north", new());
        var canceled = await EmitAsync(Shop.Reminder, new Shop.Order(4_203, "Edsger", 13), new() { Delay = TimeSpan.FromHours(1) });
        await Client.CancelRunAsync(canceled, "ordered twice").Bounded();
        await Client.PauseQueueAsync("nightly", "stock-taking until Monday").Bounded();
        await SeedAuditAsync().Bounded();
        foreach (var run in ended)
        {
            Assert.NotNull(await Client.WaitForRunAsync(run, Wait.Limit).Bounded());
        }

        await Wait.UntilAsync(async () => (await Client.GetRunAsync(Waiting)).Status == RunStatus.Waiting, "the refund waits");
        var parcel = (await Client.ListRunsAsync(new() { Parent = fulfilled }).Bounded()).Runs[^1].Id;
        var label = (await Client.ListRunsAsync(new() { Parent = parcel }).Bounded()).Runs[0].Id;
        Unfolded = $"/runs/{fulfilled}?open={parcel},{label}&step=print&of={label}";
        await SeedSchedulesAsync();
        await SeedEventsAsync();
    }

    private async Task SeedBulkJobAsync()
    {
        Shop.Order[] orders = [.. Enumerable.Range(4_301, 12).Select(number => new Shop.Order(number, "Alan", 9))];
        await Client.EmitManyAsync(
            new WorkflowRef<Shop.Order, string>(Shop.Reminder), orders, _ => new() { Delay = TimeSpan.FromDays(2), Tags = ["campaign=autumn"] }).Bounded();
        var job = await Client.StartBulkAsync(new(BulkOperation.Cancel, new() { Tag = "campaign=autumn" }, "the campaign is over")).Bounded();
        await job.GetResultAsync(Wait.Limit).Bounded();
        BulkJob = job.Id;
    }

    private Task<RunId> EmitAsync<T>(string workflow, T input, EmitOptions options) => EmitAsync(Client, workflow, input, options);

    private static async Task<RunId> EmitAsync<T>(RedflowClient client, string workflow, T input, EmitOptions options) =>
        (await client.EmitWorkflowAsync<T, System.Text.Json.JsonElement>(workflow, input, options).Bounded()).Id;
}
