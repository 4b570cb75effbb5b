using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class WatchRunsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Watch_follows_a_run_until_it_has_succeeded()
    {
        var (id, gate) = await RunningAsync("cli-watch");
        var desk = fixture.Desk();

        var watching = desk.RunAsync(["runs", "watch", id]);
        await desk.WrittenAsync("running");
        gate.Opened.SetResult();

        Assert.Contains("succeeded in", (await watching).Ended(ExitCode.Success).Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_of_a_run_that_fails_ends_with_1_and_tells_the_error()
    {
        var id = await fixture.EmitAsync(Samples.Decline, "\"order\"");

        var said = await fixture.RunAsync("runs", "watch", id);

        Assert.Contains("The card was declined.", said.Ended(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("step 'reserve' succeeded", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_as_JSON_writes_a_document_a_line()
    {
        var (id, gate) = await RunningAsync("cli-watch-json");
        var desk = fixture.Desk();

        var watching = desk.RunAsync(["runs", "watch", id, "--json"]);
        await desk.WrittenAsync("running");
        gate.Opened.SetResult();

        var lines = (await watching).Ended(ExitCode.Success).Lines.Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.All(lines, line => Assert.Equal(id, line["run"]!.Text("id")));
        Assert.Equal(["running", "succeeded"], lines.Select(line => line["run"]!.Text("status")).Distinct());
    }

    [Fact]
    public async Task Watch_goes_on_when_the_API_was_away()
    {
        var (id, gate) = await RunningAsync("cli-away");
        var api = await fixture.StartAnotherAsync();
        var url = api.Http.BaseAddress!.ToString();
        var desk = new Desk(url);
        var watching = desk.RunAsync(["runs", "watch", id]);
        await desk.WrittenAsync("running");
        var waiting = new Desk(url).RunAsync(["runs", "emit", Samples.Gated, "\"cli-away\"", "--wait"]);
        await Wait.UntilAsync(
            async () => (await fixture.RunAsync("runs", "list", "--workflow", Samples.Gated, "--status", "running", "--json")).Json["runs"]!.AsArray().Count > 1,
            "both runs are running");

        await api.StopAsync();
        await api.DisposeAsync();
        await using var next = await fixture.StartAnotherAsync($"--urls={url.TrimEnd('/')}");
        gate.Opened.SetResult();

        (await watching).Ended(ExitCode.Success);
        Assert.Equal("\"cli-away\"", (await waiting).Ended(ExitCode.Success).Line);
    }

    [Fact]
    public async Task Watch_gives_up_when_it_is_told_to()
    {
        var (id, gate) = await RunningAsync("cli-give-up");

        (await fixture.RunAsync("runs", "watch", id, "--give-up-after", "100ms")).Ended(ExitCode.TimedOut);

        gate.Opened.SetResult();
    }

    [Fact]
    public async Task Watch_without_an_id_shows_the_changes_that_match_until_ctrl_C()
    {
        using var interrupt = new CancellationTokenSource();
        var desk = fixture.Desk();
        var watching = desk.RunAsync(["runs", "watch", "--workflow", Samples.Greet, "--status", "succeeded", "--json"], interrupt.Token);

        var seen = desk.WrittenAsync("succeeded");
        await Wait.UntilAsync(
            async () =>
            {
                await fixture.EmitAsync(Samples.Echo, "1");
                await fixture.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "--wait");
                return seen.IsCompleted;
            },
            "a change is shown");
        await interrupt.CancelAsync();

        var said = (await watching).Ended(ExitCode.Interrupted);
        Assert.All(said.Lines, line => Assert.Equal((Samples.Greet, "succeeded"), (JsonNode.Parse(line)!.Text("workflow"), JsonNode.Parse(line)!.Text("status"))));
    }

    [Fact]
    public async Task Filters_and_an_id_can_not_stand_together()
    {
        var said = await fixture.RunAsync("runs", "watch", "1m804t32pb46n33jtwyfk00", "--workflow", Samples.Greet);

        Assert.Contains("without an id", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    private async Task<(string Id, Samples.Gate Gate)> RunningAsync(string name)
    {
        var id = await fixture.EmitAsync(Samples.Gated, $"\"{name}\"");
        var gate = fixture.Samples.GateOf(name);
        await gate.Reached.Task.Bounded();
        return (id, gate);
    }
}
