using System.Net;
using System.Net.Sockets;
using Redflow.Api;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Http;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests;

/// <summary>What the tool ends with, and what it says then.</summary>
[Collection(ApiSuite.Name)]
public sealed class ExitCodeTests(ApiFixture fixture)
{
    private const string NoRun = "1m804t32pb46n33jtwyfk00";

    [Theory]
    [InlineData]
    [InlineData("runs")]
    [InlineData("runs", "get")]
    [InlineData("runs", "get", NoRun, NoRun)]
    [InlineData("fly")]
    [InlineData("stats", "--fast")]
    [InlineData("completion", "cmd")]
    [InlineData("runs", "get", "..")]
    [InlineData("runs", "get", "")]
    public async Task Command_line_that_makes_no_sense_ends_with_2_and_says_where_help_is(params string[] args)
    {
        var said = await fixture.RunAsync(args);

        Assert.NotEmpty(said.Ended(ExitCode.BadUsage).Error);
        Assert.Empty(said.Output);
    }

    [Fact]
    public async Task What_the_API_does_not_take_ends_with_2_and_its_own_words()
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Greet, """{"name":7}""");

        Assert.Contains("name: has to be string", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
        Assert.Contains("(/problems/invalid-input)", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/problems/run-not-found", "runs", "get", NoRun)]
    [InlineData("/problems/run-not-found", "runs", "watch", NoRun)]
    [InlineData("/problems/run-not-found", "runs", "delete", NoRun)]
    [InlineData("/problems/unknown-workflow", "workflows", "get", "nobody")]
    [InlineData("/problems/unknown-workflow", "runs", "emit", "nobody")]
    [InlineData("/problems/queue-not-found", "queues", "pause", "nobody")]
    [InlineData("/problems/schedule-not-found", "schedules", "trigger", "nobody")]
    [InlineData("/problems/event-not-found", "events", "get", "nobody")]
    [InlineData("/problems/bulk-not-found", "bulk", "get", NoRun)]
    public async Task What_there_is_not_ends_with_3(string type, params string[] args)
    {
        var said = await fixture.RunAsync(args);

        Assert.Contains(type, said.Ended(ExitCode.NotFound).Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Fact]
    public async Task Missing_key_and_a_role_that_may_not_end_with_4()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync(reader.Args);
        var url = api.Http.BaseAddress!.ToString();
        var known = new Dictionary<string, string> { [GlobalOptions.KeyVariable] = reader.Text };

        var none = await new Desk(url).RunAsync(["runs", "list"]);
        var few = await new Desk(url) { Variables = known }.RunAsync(["runs", "emit", Samples.Echo]);
        var enough = await new Desk(url) { Variables = known }.RunAsync(["runs", "list"]);

        Assert.Contains("/problems/unauthorized", none.Ended(ExitCode.NotAllowed).Error, StringComparison.Ordinal);
        Assert.Contains("/problems/forbidden", few.Ended(ExitCode.NotAllowed).Error, StringComparison.Ordinal);
        enough.Ended(ExitCode.Success);
    }

    [Theory]
    [InlineData("runs", "list")]
    [InlineData("runs", "watch", NoRun)]
    [InlineData("runs", "watch")]
    [InlineData("runs", "result", NoRun, "--wait")]
    [InlineData("top")]
    [InlineData("doctor")]
    public async Task API_that_is_not_there_ends_with_5_at_once(params string[] args)
    {
        var url = UrlOfNobody();

        var said = await new Desk(url).RunAsync(args);

        Assert.Contains($"No answer from {url}", said.Ended(ExitCode.Unavailable).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "application/problem+json", """{"type":"/problems/store-unavailable","detail":"Redis does not answer."}""", "Redis does not answer. (/problems/store-unavailable)")]
    [InlineData(404, "text/html", "<h1>Not Found</h1>", "not as a Redflow API does")]
    [InlineData(302, "text/html", "", "not as a Redflow API does")]
    [InlineData(200, "text/html", "<h1>Hello</h1>", "can't be read")]
    [InlineData(500, "application/problem+json", "[", "not as a Redflow API does")]
    public async Task Answer_that_is_none_of_an_API_with_its_Redis_ends_with_5(int status, string type, string body, string expected)
    {
        await using var api = await FakeApi.StartAsync(status, type, body);

        var said = await api.RunAsync("runs", "list");

        Assert.Contains(expected, said.Ended(ExitCode.Unavailable).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", "list")]
    [InlineData("runs", "get", NoRun)]
    [InlineData("runs", "watch", NoRun)]
    [InlineData("runs", "timeline", NoRun)]
    [InlineData("runs", "emit", "echo")]
    [InlineData("queues", "get", "default")]
    [InlineData("workflows", "get", "echo")]
    [InlineData("schedules", "next", "nightly")]
    [InlineData("workers")]
    [InlineData("stats")]
    [InlineData("top")]
    [InlineData("doctor")]
    public async Task Answer_without_what_an_API_tells_ends_with_5(params string[] args)
    {
        await using var api = await FakeApi.StartAsync(200, "application/json", "{}");

        var said = await api.RunAsync(args);

        Assert.Contains("can't be read", said.Ended(ExitCode.Unavailable).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_that_does_not_allow_it_ends_with_6()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--idempotency-key", "cli-conflict");

        var deleted = await fixture.RunAsync("runs", "delete", id);
        var emitted = await fixture.RunAsync("runs", "emit", Samples.Echo, "--idempotency-key", "cli-conflict", "--key-reuse", "reject");

        Assert.Contains("/problems/run-conflict", deleted.Ended(ExitCode.Conflict).Error, StringComparison.Ordinal);
        Assert.Contains("/problems/idempotency-key-taken", emitted.Ended(ExitCode.Conflict).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_queue_ends_with_8()
    {
        await using var own = await OwnApi.StartAsync(fixture, options => options.MaxQueueLength = 1);
        (await own.Http.RunAsync("queues", "pause", "default")).Ended(ExitCode.Success);
        (await own.Http.RunAsync("runs", "emit", "work", "1")).Ended(ExitCode.Success);

        var said = await own.Http.RunAsync("runs", "emit", "work", "1");

        Assert.Contains("/problems/queue-full", said.Ended(ExitCode.Busy).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_of_the_API_itself_ends_with_1()
    {
        await using var api = await FakeApi.StartAsync(500, "application/problem+json", """{"type":"/problems/internal-error","detail":"The API failed."}""");

        var said = await api.RunAsync("stats");

        Assert.Contains("The API failed. (/problems/internal-error)", said.Ended(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_command_ends_with_130()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");
        using var interrupt = new CancellationTokenSource();
        var desk = fixture.Desk();

        var watching = desk.RunAsync(["runs", "watch", id], interrupt.Token);
        await desk.WrittenAsync("scheduled");
        await interrupt.CancelAsync();

        (await watching).Ended(ExitCode.Interrupted);
    }

    [Fact]
    public void Every_problem_of_the_API_but_failures_has_an_exit_code_of_its_own_kind()
    {
        var failures = Problems.All
            .Where(type => new Problem(type.Uri, type.Title, null) { Status = type.Status }.ExitCode == ExitCode.Failed)
            .Where(type => type.Status != 500);

        Assert.Equal(["run-failed", "run-canceled"], failures.Select(type => type.Slug));
    }

    [Fact]
    public async Task Problem_is_the_document_itself_for_a_program()
    {
        var said = await fixture.RunAsync("runs", "get", NoRun, "--json");

        var problem = System.Text.Json.Nodes.JsonNode.Parse(said.Ended(ExitCode.NotFound).Error)!;
        Assert.Equal("/problems/run-not-found", problem.Text("type"));
        Assert.Empty(said.Output);
    }

    private static string UrlOfNobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}/";
    }
}
