using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class LogTests(TrialFixture fixture)
{
    [Fact]
    public async Task Logs_are_shown_oldest_first()
    {
        var id = await fixture.Http.EmitAsync(Trials.Chatty, "3");
        await fixture.Http.EndAsync(id);

        var said = await fixture.Http.RunAsync("runs", "logs", id);

        Assert.Equal(["Line 1", "Line 2", "Line 3"], said.Ended(ExitCode.Success).Lines.Select(line => line[^6..]));
        Assert.Equal(3, (await fixture.Http.RunAsync("runs", "logs", id, "--json")).Json["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task Timeline_shows_children()
    {
        var id = await fixture.Http.EmitAsync(Trials.Family, "\"x\"");
        await fixture.Http.EndAsync(id);

        var said = await fixture.Http.RunAsync("runs", "timeline", id);

        Assert.Contains(Trials.Leaf, said.Ended(ExitCode.Success).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_shows_what_a_waiting_run_waits_for_and_how_each_attempt_failed()
    {
        var waiting = await fixture.Http.EmitAsync(Trials.Approve, "1");
        var desk = new Desk(fixture.Http.BaseAddress!.ToString());
        var watching = desk.RunAsync(["runs", "watch", waiting]);
        await desk.WrittenAsync("signal 'approve'");
        (await fixture.Http.RunAsync("runs", "signal", waiting, "approve", "1")).Ended(ExitCode.Success);
        var flaky = await fixture.Http.EmitAsync(Trials.Flaky, "\"x\"");

        var said = await fixture.Http.RunAsync("runs", "watch", flaky);

        (await watching).Ended(ExitCode.Success);
        Assert.Contains("attempt 1 failed: System.InvalidOperationException: Not yet.", said.Ended(ExitCode.Success).Output, StringComparison.Ordinal);
        Assert.Contains("attempt 2", said.Lines[^1], StringComparison.Ordinal);
    }
}
