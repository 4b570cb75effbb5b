using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Bulk;

[Collection(TrialSuite.Name)]
public sealed class BulkTests(TrialFixture fixture)
{
    private string Url => fixture.Http.BaseAddress!.ToString();

    [Fact]
    public async Task Cancel_shows_how_many_runs_it_is_and_asks()
    {
        await fixture.EmitDelayedAsync(3, "cli-asked");
        string[] start = ["bulk", "start", "cancel", "--tag", "cli-asked"];

        var no = await new Desk(Url) { IsTerminal = true, Answer = "n" }.RunAsync(start);
        var yes = await new Desk(Url) { IsTerminal = true, Answer = "y" }.RunAsync(start);

        Assert.Contains("Cancel 3 runs? [y/N]", no.Ended(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Empty(no.Output);
        await EndAsync(yes.Ended(ExitCode.Success).Line);
        Assert.Matches(@"^Changed +3$", (await fixture.Http.RunAsync("bulk", "get", yes.Line)).Lines.Single(line => line.StartsWith("Changed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cancel_and_delete_are_refused_without_a_terminal_unless_they_are_confirmed()
    {
        var ids = await fixture.EmitDelayedAsync(2, "cli-script");

        var cancel = await fixture.Http.RunAsync("bulk", "start", "cancel", "--tag", "cli-script");
        var delete = await fixture.Http.RunAsync("bulk", "start", "delete", "--tag", "cli-script");
        var confirmed = await fixture.Http.RunAsync("bulk", "start", "cancel", "--tag", "cli-script", "--yes", "--reason", "a script's");

        Assert.Contains("Cancel 2 runs? There is no terminal to ask on: give --yes", cancel.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
        delete.Ended(ExitCode.BadUsage);
        await EndAsync(confirmed.Ended(ExitCode.Success).Line);
        await fixture.ReachAsync(ids[0], "canceled");
    }

    [Fact]
    public async Task Preview_counts_and_starts_nothing()
    {
        await fixture.EmitDelayedAsync(4, "cli-preview");

        var said = await fixture.Http.RunAsync("bulk", "start", "delete", "--tag", "cli-preview", "--preview");
        var json = await fixture.Http.RunAsync("bulk", "start", "delete", "--tag", "cli-preview", "--preview", "--json");

        Assert.Equal("4 runs match.", said.Ended(ExitCode.Success).Line);
        Assert.Equal(4, json.Json["matching"]!.GetValue<int>());
    }

    [Fact]
    public async Task All_runs_have_to_be_asked_for()
    {
        var said = await fixture.Http.RunAsync("bulk", "start", "delete", "--yes");

        Assert.Contains("--all", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_that_there_is_not_is_refused()
    {
        (await fixture.Http.RunAsync("bulk", "start", "forget", "--all")).Ended(ExitCode.BadUsage);
    }

    [Fact]
    public async Task Operations_are_listed_and_aborted()
    {
        await fixture.EmitDelayedAsync(1, "cli-abort");
        var id = (await fixture.Http.RunAsync("bulk", "start", "retry", "--tag", "cli-abort", "--idempotency-key", "cli-bulk")).Ended(ExitCode.Success).Line;
        var again = await fixture.Http.RunAsync("bulk", "start", "retry", "--tag", "cli-abort", "--idempotency-key", "cli-bulk");

        var listed = await fixture.Http.RunAsync("bulk", "list");
        await EndAsync(id);
        var aborted = await fixture.Http.RunAsync("bulk", "abort", id, "--reason", "enough");

        Assert.Equal(id, again.Ended(ExitCode.Success).Line);
        Assert.Contains("tag=cli-abort", listed.Lines.Single(line => line.StartsWith(id, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("had ended", aborted.Ended(ExitCode.Success).Line, StringComparison.Ordinal);
        (await fixture.Http.RunAsync("bulk", "abort", "1m804t32pb46n33jtwyfk00")).Ended(ExitCode.NotFound);
    }

    private Task EndAsync(string id) => Wait.UntilAsync(
        async () => (await fixture.Http.RunAsync("bulk", "get", id, "--json")).Json.Text("status") == "succeeded", "the operation has ended");
}
