using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class RunTests(ApiFixture fixture)
{
    [Fact]
    public async Task List_shows_the_runs_that_match_in_a_table()
    {
        var first = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--tag", "cli-list");
        var second = await fixture.EmitAsync(Samples.Echo, "2", "--delay", "1h", "--tag", "cli-list");

        var said = await fixture.RunAsync("runs", "list", "--tag", "cli-list", "--status", "scheduled,queued", "--workflow", Samples.Echo);

        said.Ended(ExitCode.Success);
        Assert.StartsWith("ID", said.Lines[0], StringComparison.Ordinal);
        Assert.Equal([second, first], said.Lines[1..].Select(line => line.Split(' ')[0]));
        Assert.All(said.Lines[1..], line => Assert.Contains("scheduled", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_goes_on_behind_a_page_with_its_cursor()
    {
        await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--tag", "cli-pages");
        await fixture.EmitAsync(Samples.Echo, "2", "--delay", "1h", "--tag", "cli-pages");

        var first = await fixture.RunAsync("runs", "list", "--tag", "cli-pages", "--limit", "1");
        var cursor = first.Error.Trim().Split(' ')[^1];
        var second = await fixture.RunAsync("runs", "list", "--tag", "cli-pages", "--limit", "1", "--cursor", cursor);

        Assert.Contains("--cursor", first.Error, StringComparison.Ordinal);
        Assert.NotEqual(first.Lines[1], second.Ended(ExitCode.Success).Lines[1]);
    }

    [Fact]
    public async Task Ids_are_whole_on_a_narrow_terminal()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--tag", "cli-narrow");

        var said = await new Desk(fixture.Http.BaseAddress!.ToString()) { IsTerminal = true, Size = (30, 10) }.RunAsync(["runs", "list", "--tag", "cli-narrow"]);

        Assert.Equal(2, said.Ended(ExitCode.Success).Lines.Length);
        Assert.StartsWith(id, said.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_as_JSON_is_the_page_as_the_API_answers_it()
    {
        await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--tag", "cli-json");

        var said = await fixture.RunAsync("runs", "list", "--tag", "cli-json", "--json");

        var answer = await fixture.Http.GetStringAsync(new Uri("/api/v1/runs?tag=cli-json&limit=50", UriKind.Relative));
        Assert.Equal(answer, said.Ended(ExitCode.Success).Output.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("--limit", "0")]
    [InlineData("--limit", "501")]
    [InlineData("--status", "done")]
    [InlineData("--created-from", "yesterday")]
    public async Task Filter_that_makes_no_sense_is_refused_at_once(string option, string value)
    {
        var said = await new Desk("http://127.0.0.1:1").RunAsync(["runs", "list", option, value]);

        Assert.Contains($"{option} is '{value}'", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_shows_input_output_and_when()
    {
        var id = await fixture.EmitAsync(Samples.Greet, """{"name":"Ada"}""");
        await fixture.Http.EndAsync(id);

        var said = await fixture.RunAsync("runs", "get", id);

        Assert.All(
            [id, "succeeded", """{"name":"Ada"}""", "\"Hello, Ada!\"", "now"],
            text => Assert.Contains(text, said.Ended(ExitCode.Success).Output.Replace("1s ago", "now", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_tells_why_a_run_waits()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");

        var said = await fixture.RunAsync("runs", "get", id);

        Assert.Contains("It is due at", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeline_shows_attempts_and_steps_with_their_errors()
    {
        var id = await fixture.EmitAsync(Samples.Decline, "\"order\"");
        await fixture.Http.EndAsync(id);

        var said = await fixture.RunAsync("runs", "timeline", id);

        Assert.All(["reserve", "charge", "The card was declined."], text => Assert.Contains(text, said.Ended(ExitCode.Success).Output, StringComparison.Ordinal));
        Assert.Equal(id, (await fixture.RunAsync("runs", "timeline", id, "--json")).Json["run"]!.Text("id"));
    }

    [Fact]
    public async Task Result_is_the_output_alone_and_its_exit_code_tells_how_the_run_ended()
    {
        var succeeded = await fixture.EmitAsync(Samples.Echo, "[1,2]");
        var failed = await fixture.EmitAsync(Samples.Decline, "\"order\"");
        var delayed = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");

        Assert.Equal("[1,2]", (await fixture.RunAsync("runs", "result", succeeded, "--wait")).Ended(ExitCode.Success).Line);
        Assert.Contains("/problems/run-failed", (await fixture.RunAsync("runs", "result", failed, "--wait")).Ended(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("goes on", (await fixture.RunAsync("runs", "result", delayed)).Ended(ExitCode.TimedOut).Error, StringComparison.Ordinal);
        (await fixture.RunAsync("runs", "result", delayed, "--give-up-after", "50ms")).Ended(ExitCode.TimedOut);
    }

    [Fact]
    public async Task Cancel_ends_a_run_and_keeps_the_reason()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");

        var said = await fixture.RunAsync("runs", "cancel", id, "--reason", "ordered \"twice\"");
        var again = await fixture.RunAsync("runs", "cancel", id);

        Assert.Equal($"Run {id} is canceled.", said.Ended(ExitCode.Success).Line);
        Assert.Equal(said.Line, again.Ended(ExitCode.Success).Line);
        Assert.Contains("ordered \"twice\"", (await fixture.RunAsync("runs", "get", id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_of_a_run_that_has_ended_says_so()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1");
        await fixture.Http.EndAsync(id);

        var said = await fixture.RunAsync("runs", "cancel", id);

        Assert.Equal($"Run {id} had ended: it is succeeded.", said.Ended(ExitCode.Success).Line);
    }

    [Fact]
    public async Task Retry_puts_a_failed_run_back_into_its_queue()
    {
        var id = await fixture.EmitAsync(Samples.Decline, "\"order\"");
        await fixture.Http.EndAsync(id);

        var said = await fixture.RunAsync("runs", "retry", id);

        Assert.StartsWith($"Run {id} is ", said.Ended(ExitCode.Success).Line, StringComparison.Ordinal);
        await fixture.Http.EndAsync(id);
        var run = await (await fixture.Http.AskAsync($"/api/v1/runs/{id}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(2, run["attempt"]!.GetValue<int>());
    }

    [Fact]
    public async Task Rerun_makes_a_new_run_with_another_input_from_a_step()
    {
        var id = await fixture.EmitAsync(Samples.Decline, "\"order\"");
        await fixture.Http.EndAsync(id);

        var rerun = (await fixture.RunAsync("runs", "rerun", id, "\"other\"", "--from-step", "charge", "--idempotency-key", "cli-rerun")).Ended(ExitCode.Success).Line;

        var run = await (await fixture.Http.AskAsync($"/api/v1/runs/{rerun}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal((id, "other"), (run.Text("rerunOf"), run.Text("input")));
        (await fixture.RunAsync("runs", "rerun", id, "--from-step", "no-such-step")).Ended(ExitCode.NotFound);
    }

    [Fact]
    public async Task Signal_reaches_a_run_and_is_refused_by_one_that_has_ended()
    {
        var waiting = await fixture.EmitAsync(Samples.Gated, "\"cli-signal\"");
        await fixture.Samples.GateOf("cli-signal").Reached.Task;
        var ended = await fixture.EmitAsync(Samples.Echo, "1");
        await fixture.Http.EndAsync(ended);

        var said = await fixture.RunAsync("runs", "signal", waiting, "approve", """{"by":"Ada"}""");

        Assert.Equal($"Run {waiting} has signal 'approve'.", said.Ended(ExitCode.Success).Line);
        (await fixture.RunAsync("runs", "signal", ended, "approve")).Ended(ExitCode.Conflict);
        fixture.Samples.GateOf("cli-signal").Opened.SetResult();
    }

    [Fact]
    public async Task Delete_removes_a_run_and_its_JSON_is_no_document()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1");
        var other = await fixture.EmitAsync(Samples.Echo, "1");
        await fixture.Http.EndAsync(id);
        await fixture.Http.EndAsync(other);

        var said = await fixture.RunAsync("runs", "delete", id);
        var json = await fixture.RunAsync("runs", "delete", other, "--json");

        Assert.Equal($"Run {id} is deleted.", said.Ended(ExitCode.Success).Line);
        Assert.Empty(json.Ended(ExitCode.Success).Output);
        (await fixture.RunAsync("runs", "get", id)).Ended(ExitCode.NotFound);
    }
}
