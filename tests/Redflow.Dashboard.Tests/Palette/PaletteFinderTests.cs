using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Dashboard.Palette;
using Redflow.Dashboard.Redaction;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Palette;

public sealed class PaletteFinderTests : IAsyncLifetime
{
    private readonly CountingStore _counts;
    private readonly IRedflowStore _counted;
    private readonly MemoryStore _store = new(TimeProvider.System);

    public PaletteFinderTests() => (_counted, _counts) = CountingStore.Over(_store);

    private RedflowClient Client => new(_counted, TimeProvider.System);

    public Task InitializeAsync() => _store.RegisterWorkflowsAsync([.. Enumerable.Range(0, 12).Select(i => Workflow($"import-{i:00}")), Workflow("checkout"), Workflow("nightly-checkout")]);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_begins_with_the_text_comes_first()
    {
        var hits = await FinderOf().FindAsync("Checkout", new(null), CancellationToken.None);

        Assert.Equal(["checkout", "nightly-checkout"], hits.Select(hit => hit.Title));
        Assert.All(hits, hit => Assert.Equal("Workflows", hit.Group));
    }

    [Fact]
    public async Task Each_word_is_looked_for()
    {
        var hits = await FinderOf().FindAsync("check night", new(null), CancellationToken.None);

        Assert.Equal("nightly-checkout", Assert.Single(hits).Title);
    }

    [Fact]
    public async Task No_more_than_eight_of_a_kind_are_found() =>
        Assert.Equal(8, (await FinderOf().FindAsync("import", new(null), CancellationToken.None)).Count);

    [Fact]
    public async Task Schedules_are_found_by_their_id()
    {
        await Client.Schedules.UpsertAsync("stock-each-night", Schedule.Cron("0 3 * * *"), "checkout", 1);

        var hit = Assert.Single(await FinderOf().FindAsync("stock", new(null), CancellationToken.None));

        Assert.Equal(("Schedules", "stock-each-night", "checkout"), (hit.Group, hit.Title, hit.Detail));
    }

    [Fact]
    public async Task Run_is_found_by_its_id_and_by_the_beginning_of_that()
    {
        var run = await Client.EmitWorkflowAsync<int, int>("checkout", 1);
        var (id, finder) = (run.Id.ToString(), FinderOf());

        foreach (var text in new[] { id, id.ToUpperInvariant(), id[..4], id[..15] })
        {
            var hit = Assert.Single(await finder.FindAsync(text, new(null), CancellationToken.None));
            Assert.Equal(("Runs", "checkout", id, $"runs/{id}", "queued"), (hit.Group, hit.Title, hit.Detail, hit.Path, hit.Status));
        }
    }

    [Fact]
    public async Task Words_that_are_no_id_cost_no_search_for_runs_and_names_are_read_once_for_all_who_type()
    {
        var finder = FinderOf();

        foreach (var text in new[] { "c", "ch", "che", "chec", "check", "nightly", "import-0" })
        {
            await finder.FindAsync(text, new(null), CancellationToken.None);
        }

        Assert.DoesNotContain("ListRunsAsync", _counts.Calls.Keys);
        Assert.Equal((1, 1), (_counts.Calls["ListWorkflowsAsync"], _counts.Calls["ListSchedulesAsync"]));
    }

    [Fact]
    public async Task What_the_query_bar_takes_is_offered_as_a_search()
    {
        var hit = Assert.Single(await FinderOf().FindAsync("status:failed since:24h", new(null), CancellationToken.None));

        Assert.Equal(("Search", "runs?q=status%3Afailed%20since%3A24h"), (hit.Group, hit.Path));
        Assert.Empty(await FinderOf().FindAsync("status:unheard-of", new(null), CancellationToken.None));
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_is_not_found()
    {
        var run = await Client.EmitWorkflowAsync<int, int>("checkout", 1);
        var finder = FinderOf("$.name", "$.workflow");
        var reader = new DashboardViewer("reader", CanChange: false, SeesAll: false);

        Assert.Empty(await finder.FindAsync("checkout", reader, CancellationToken.None));
        Assert.Equal(Redactor.Mark, Assert.Single(await finder.FindAsync(run.Id.ToString(), reader, CancellationToken.None)).Title);
        Assert.Equal(2, (await finder.FindAsync("checkout", new(null), CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("no-such-thing")]
    public async Task Nothing_is_found_for_nothing(string text) => Assert.Empty(await FinderOf().FindAsync(text, new(null), CancellationToken.None));

    [Fact]
    public async Task Text_that_is_too_long_is_not_looked_for() =>
        Assert.Empty(await FinderOf().FindAsync(new('c', PaletteFinder.MaxLength + 1), new(null), CancellationToken.None));

    private PaletteFinder FinderOf(params string[] hidden)
    {
        var options = new RedflowDashboardOptions();
        foreach (var path in hidden)
        {
            options.Redact.Add(path);
        }

        return new(Client, new(Client, new(Client, TimeProvider.System), TimeProvider.System), new(new(Options.Create(options))), TimeProvider.System);
    }

    private static WorkflowInfo Workflow(string name) => new()
    {
        Name = name,
        Queue = "default",
        MaxAttempts = 3,
        MaxCrashes = 3,
        Retention = TimeSpan.FromDays(7),
        InputSchema = new("true"u8.ToArray()),
    };
}
