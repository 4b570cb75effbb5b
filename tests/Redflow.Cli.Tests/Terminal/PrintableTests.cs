using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Terminal;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Terminal;

[Collection(ApiSuite.Name)]
public sealed class PrintableTests(ApiFixture fixture)
{
    // CSI is one character of its own, a later terminal takes it as ESC [.
    private const string Evil = "\u001b[31mred\u009b2J\u0007\u202e\u2066";

    [Theory]
    [InlineData("plain ümlaut 漢字", "plain ümlaut 漢字")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("a\rb\nc\td", "a\\u000db\\u000ac\\u0009d")]
    [InlineData("\u007f\u0080\u009b", "\\u007f\\u0080\\u009b")]
    [InlineData("\u202e\u2066\u200f\u2028", "\\u202e\\u2066\\u200f\\u2028")]
    public void Text_has_what_steers_a_terminal_written_out(string text, string expected)
    {
        Assert.Equal(expected, Printable.Text(text));
    }

    [Fact]
    public void Lines_keep_their_breaks()
    {
        Assert.Equal("a\nb\n\\u001bc", Printable.Lines("a\r\nb\n\u001bc"));
    }

    [Fact]
    public void Json_says_the_same_as_before()
    {
        const string Json = "{\n\"a\":\"\u009b2J\u007f\u202e\"}";

        var safe = Printable.Json(Json);

        Assert.Equal("{\n\"a\":\"\\u009b2J\\u007f\\u202e\"}", safe);
        Assert.Equal(JsonNode.Parse(Json)!.ToJsonString(), JsonNode.Parse(safe)!.ToJsonString());
    }

    [Theory]
    [InlineData("list")]
    [InlineData("get")]
    [InlineData("timeline")]
    [InlineData("watch")]
    [InlineData("json")]
    public async Task What_others_have_written_steers_no_terminal_and_is_no_markup(string command)
    {
        const string Marked = "[red]x[/] [/] [link=http://evil]";
        await using var api = await FakeApi.StartAsync(200, "application/json", RunWith(Evil + Marked));
        string[] args = command switch
        {
            "list" => ["runs", "list"],
            "json" => ["runs", "get", "x", "--json"],
            _ => ["runs", command, "x"],
        };

        var said = await new Desk(api.Url) { IsTerminal = true, Variables = new() { ["NO_COLOR"] = "1" } }.RunAsync(args);

        said.Ended(command == "watch" ? ExitCode.Failed : ExitCode.Success);
        Assert.DoesNotContain(said.Output + said.Error, letter => char.IsControl(letter) && letter != '\n');
        Assert.Contains(Marked, said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_steers_no_terminal()
    {
        await using var api = await FakeApi.StartAsync(
            404, "application/problem+json", new JsonObject { ["type"] = Evil, ["detail"] = $"There is no {Evil}." }.ToJsonString());

        var said = await api.RunAsync("runs", "get", "x");

        Assert.DoesNotContain(said.Ended(ExitCode.NotFound).Error, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task Colors_are_for_terminals_that_want_them()
    {
        (await fixture.RunAsync("runs", "emit", Samples.Decline, "\"order\"", "--wait", "--tag", "cli-colors")).Ended(ExitCode.Failed);
        string[] args = ["runs", "list", "--tag", "cli-colors"];
        var url = fixture.Http.BaseAddress!.ToString();

        var terminal = await new Desk(url) { IsTerminal = true }.RunAsync(args);
        var refused = await new Desk(url) { IsTerminal = true, Variables = new() { ["NO_COLOR"] = "1" } }.RunAsync(args);
        var piped = await new Desk(url).RunAsync(args);

        Assert.Contains("\u001b[", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', refused.Output);
        Assert.DoesNotContain('\u001b', piped.Output);
    }

    private static string RunWith(string text)
    {
        var run = new JsonObject
        {
            ["id"] = text,
            ["workflow"] = text,
            ["queue"] = text,
            ["status"] = "failed",
            ["attempt"] = 1,
            ["crashes"] = 0,
            ["priority"] = 0,
            ["createdAt"] = "2026-01-31T12:00:00Z",
            ["tags"] = new JsonArray(text),
            ["worker"] = text,
            ["cancelReason"] = text,
            ["input"] = text,
            ["error"] = new JsonObject { ["type"] = text, ["message"] = text, ["stackTrace"] = $"{text}\n{text}" },
        };
        var answer = run.DeepClone().AsObject();
        answer["runs"] = new JsonArray(run.DeepClone());
        answer["run"] = run.DeepClone();
        answer["attempts"] = new JsonArray(new JsonObject { ["attempt"] = 1, ["status"] = "failed", ["error"] = run["error"]!.DeepClone() });
        answer["steps"] = new JsonArray(new JsonObject { ["name"] = text, ["status"] = "failed", ["attempt"] = 1, ["startedAt"] = "2026-01-31T12:00:00Z", ["endedAt"] = "2026-01-31T12:00:01Z" });
        answer["children"] = new JsonArray();
        answer["moreChildren"] = false;
        return answer.ToJsonString();
    }
}
