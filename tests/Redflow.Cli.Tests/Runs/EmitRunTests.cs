using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class EmitRunTests(ApiFixture fixture)
{
    [Fact]
    public async Task Emit_prints_the_id_and_nothing_else()
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Echo, """{"a":1}""");

        said.Ended(ExitCode.Success);
        Assert.Equal(23, said.Line.Length);
        Assert.Empty(said.Error);
    }

    [Fact]
    public async Task Emit_waits_for_the_output_when_asked_to()
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Greet, """{"name":"Ada"}""", "--wait");

        Assert.Equal("\"Hello, Ada!\"", said.Ended(ExitCode.Success).Line);
    }

    [Fact]
    public async Task Input_is_taken_from_a_pipe_or_a_file_byte_for_byte()
    {
        const string Input = """{ "a" : 1.50 }""";
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Input, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var piped = await new Desk(fixture.Http.BaseAddress!.ToString()) { Input = Input }.RunAsync(["runs", "emit", Samples.Echo, "-", "--json"]);
        var read = await fixture.RunAsync("runs", "emit", Samples.Echo, $"@{file}", "--json");

        Assert.Contains($"\"input\":{Input}", piped.Ended(ExitCode.Success).Line, StringComparison.Ordinal);
        Assert.Contains($"\"input\":{Input}", read.Ended(ExitCode.Success).Line, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Every_option_of_an_emit_reaches_the_API()
    {
        var id = await fixture.EmitAsync(
            Samples.Echo, "1", "--idempotency-key", "cli, with ümlaut", "--delay", "2h", "--priority", "-7", "--tag", "a&b", "--tag", "c, d",
            "--limit-key", "tenant+1", "--expire-after", "1d", "--timeout", "1h", "--key-ttl", "3h", "--key-reuse", "reject", "--wait-for-room", "1s");

        var run = await (await fixture.Http.AskAsync($"/api/v1/runs/{id}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(("scheduled", -7, "tenant+1"), (run.Text("status"), run["priority"]!.GetValue<int>(), run.Text("limitKey")));
        Assert.Equal("cli, with ümlaut", run.Text("idempotencyKey"));
        Assert.Equal(["a&b", "c, d"], run["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
    }

    [Fact]
    public async Task Run_at_and_unregistered_workflows_are_taken()
    {
        var id = await fixture.EmitAsync("cli-nobody-has-it", "--run-at", "2199-01-31T12:00:00+02:00", "--allow-unregistered");

        var said = await fixture.RunAsync("runs", "get", id, "--utc");
        Assert.Contains("2199-01-31T10:00:00.000Z", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_idempotency_key_is_the_same_run_and_says_so()
    {
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--idempotency-key", "cli-once");

        var again = await fixture.RunAsync("runs", "emit", Samples.Echo, "2", "--idempotency-key", "cli-once");

        Assert.Equal(id, again.Ended(ExitCode.Success).Line);
        Assert.Contains("has the idempotency key already", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":", "is not JSON")]
    [InlineData("text", "A text stands in double quotes")]
    [InlineData("@no-such-file", "can't be read")]
    public async Task Input_that_is_no_JSON_is_refused_before_anything_is_sent(string input, string why)
    {
        var said = await new Desk("http://127.0.0.1:1").RunAsync(["runs", "emit", Samples.Echo, input]);

        Assert.Contains(why, said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--delay", "5")]
    [InlineData("--run-at", "tomorrow")]
    [InlineData("--key-reuse", "perhaps")]
    [InlineData("--give-up-after", "soon")]
    [InlineData("--priority", "high")]
    public async Task Value_that_an_option_does_not_take_is_refused_with_the_value(string option, string value)
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Echo, option, value);

        Assert.Contains(value, said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delay_and_time_can_not_stand_together()
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Echo, "--delay", "1s", "--run-at", "2199-01-31T12:00:00Z");

        Assert.Contains("can't stand together", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_run_as_the_API_answers_it()
    {
        var said = await fixture.RunAsync("runs", "emit", Samples.Echo, "[1,2]", "--json");

        Assert.Equal(Samples.Echo, said.Ended(ExitCode.Success).Json.Text("workflow"));
        Assert.Equal("[1,2]", said.Json["input"]!.ToJsonString());
    }
}
