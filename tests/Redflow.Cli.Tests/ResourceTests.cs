using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests;

/// <summary>Workflows, queues, schedules, events, workers and counts.</summary>
[Collection(ApiSuite.Name)]
public sealed class ResourceTests(ApiFixture fixture)
{
    private const string Declared = "greet:0/30 * * * *";

    [Theory]
    [InlineData(Samples.Greet, "workflows", "list")]
    [InlineData(Samples.Greet, "workflows", "get", Samples.Greet)]
    [InlineData("default", "queues", "list")]
    [InlineData("default", "queues", "get", "default")]
    [InlineData(Declared, "schedules", "list", "--workflow", Samples.Greet, "--enabled", "true")]
    [InlineData("0/30 * * * *", "schedules", "get", Declared)]
    [InlineData(":30:00.000Z", "schedules", "next", Declared, "--count", "2")]
    [InlineData("of 50", "workers")]
    [InlineData("1 workers", "stats")]
    public async Task Command_shows_what_there_is_for_people_and_as_the_API_answers_it(string expected, params string[] args)
    {
        var said = await fixture.RunAsync(args);
        var json = await fixture.RunAsync([.. args, "--json"]);

        Assert.Contains(expected, said.Ended(ExitCode.Success).Output, StringComparison.Ordinal);
        Assert.NotEmpty(json.Ended(ExitCode.Success).Json.AsObject());
        Assert.Single(json.Lines);
    }

    [Fact]
    public async Task Workflow_is_paused_with_a_reason_and_goes_on()
    {
        await using var own = await OwnApi.StartAsync(fixture);

        (await own.Http.RunAsync("workflows", "pause", "work", "--reason", "the printer is out of paper")).Ended(ExitCode.Success);
        var paused = await own.Http.RunAsync("workflows", "get", "work");
        (await own.Http.RunAsync("workflows", "resume", "work")).Ended(ExitCode.Success);
        var resumed = await own.Http.RunAsync("workflows", "get", "work");

        Assert.Contains("the printer is out of paper", paused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("printer", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_is_paused_with_a_reason_and_goes_on()
    {
        await using var own = await OwnApi.StartAsync(fixture);

        (await own.Http.RunAsync("queues", "pause", "default", "--reason", "no paper")).Ended(ExitCode.Success);
        var paused = await own.Http.RunAsync("queues", "list");
        (await own.Http.RunAsync("queues", "resume", "default")).Ended(ExitCode.Success);
        var resumed = await own.Http.RunAsync("queues", "get", "default");

        Assert.Contains("no paper", paused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no paper", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_shown_set_all_at_once_and_taken_away()
    {
        await using var own = await OwnApi.StartAsync(fixture);

        var set = await own.Http.RunAsync("workflows", "limits", "work", "--max-concurrency", "20", "--max-concurrency-per-key", "2", "--rate", "100/1m", "--rate-per-key");
        var shown = await own.Http.RunAsync("workflows", "limits", "work");
        var none = await own.Http.RunAsync("workflows", "limits", "work", "--none");

        Assert.Equal("Limits of workflow 'work': 20 at a time, 2 of a key at a time, 100 in 1m of a key (registered with: 1 at a time).", set.Ended(ExitCode.Success).Line);
        Assert.Equal(set.Line, shown.Ended(ExitCode.Success).Line);
        Assert.Equal("Limits of workflow 'work': none (registered with: 1 at a time).", none.Ended(ExitCode.Success).Line);
    }

    [Theory]
    [InlineData("--rate", "100")]
    [InlineData("--none", "--max-concurrency", "3")]
    [InlineData("--rate-per-key")]
    public async Task Limits_that_make_no_sense_are_refused_at_once(params string[] options)
    {
        (await new Desk("http://127.0.0.1:1").RunAsync(["workflows", "limits", "work", .. options])).Ended(ExitCode.BadUsage);
    }

    [Fact]
    public async Task Schedule_is_disabled_enabled_triggered_and_deleted()
    {
        const string Id = "cli/nightly 100%";
        await fixture.Http.PutJsonAsync($"/api/v1/schedules/{Uri.EscapeDataString(Id)}", """{"workflow":"echo","cron":"0 3 * * *","input":1}""");

        (await fixture.RunAsync("schedules", "disable", Id)).Ended(ExitCode.Success);
        Assert.Contains(Id, (await fixture.RunAsync("schedules", "list", "--enabled", "false")).Output, StringComparison.Ordinal);
        (await fixture.RunAsync("schedules", "enable", Id)).Ended(ExitCode.Success);
        var run = (await fixture.RunAsync("schedules", "trigger", Id)).Ended(ExitCode.Success).Line;
        (await fixture.RunAsync("schedules", "delete", Id)).Ended(ExitCode.Success);

        (await fixture.RunAsync("runs", "result", run, "--wait")).Ended(ExitCode.Success);
        (await fixture.RunAsync("schedules", "get", Id)).Ended(ExitCode.NotFound);
        (await fixture.RunAsync("schedules", "delete", Declared)).Ended(ExitCode.Conflict);
    }

    [Fact]
    public async Task Event_is_emitted_once_for_its_idempotency_key_listed_and_shown()
    {
        string[] emit = ["events", "emit", "cli.paid", """{"amount":12.5}""", "--key", "order_7", "--idempotency-key", "payment:991"];

        var id = (await fixture.RunAsync(emit)).Ended(ExitCode.Success).Line;
        var again = await fixture.RunAsync(emit);

        Assert.Equal(id, again.Ended(ExitCode.Success).Line);
        Assert.Contains("already", again.Error, StringComparison.Ordinal);
        Assert.Contains("order_7", (await fixture.RunAsync("events", "list", "--name", "cli.paid")).Lines.Single(line => line.StartsWith(id, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("""{"amount":12.5}""", (await fixture.RunAsync("events", "get", id)).Output, StringComparison.Ordinal);
    }
}
