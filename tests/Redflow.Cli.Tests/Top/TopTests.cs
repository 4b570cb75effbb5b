using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Top;

[Collection(ApiSuite.Name)]
public sealed class TopTests(ApiFixture fixture)
{
    [Fact]
    public async Task Without_a_terminal_it_shows_one_frame()
    {
        await fixture.EmitAsync(Samples.Echo, "1", "--wait");
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");

        var said = await fixture.RunAsync("top");

        Assert.All(["1 workers", "SUCCEEDED", "A MINUTE", "default", id], text => Assert.Contains(text, said.Ended(ExitCode.Success).Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', said.Output);
    }

    [Fact]
    public async Task On_a_terminal_it_shows_what_changes_until_q_is_pressed()
    {
        var desk = Terminal();
        var showing = desk.RunAsync(["top"]);
        await desk.WrittenAsync("q ends");

        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");
        await desk.WrittenAsync(id);
        desk.Key = 'q';

        var said = (await showing).Ended(ExitCode.Success);
        Assert.StartsWith("\u001b[?1049h", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?1049l", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_well_and_leaves_the_terminal_as_it_was()
    {
        using var interrupt = new CancellationTokenSource();
        var desk = Terminal();
        var showing = desk.RunAsync(["top"], interrupt.Token);
        await desk.WrittenAsync("q ends");

        await interrupt.CancelAsync();

        Assert.EndsWith("\u001b[?1049l", (await showing).Ended(ExitCode.Success).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_is_no_higher_and_no_wider_than_the_terminal()
    {
        var desk = Terminal(width: 60, height: 12);
        for (var run = 0; run < 12; run++)
        {
            await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h", "--tag", new string('x', 100));
        }

        var showing = desk.RunAsync(["top"]);
        await desk.WrittenAsync("q ends");
        desk.Key = 'q';

        var frame = (await showing).Output.Split("\u001b[H")[1].Split("\u001b[J")[0].Split("\r\n");
        Assert.True(frame.Length <= 12, $"{frame.Length} lines");
        Assert.All(frame, line => Assert.True(line.Replace("\u001b[K", "", StringComparison.Ordinal).Length <= 60, line));
    }

    [Fact]
    public async Task Json_is_an_event_a_line()
    {
        using var interrupt = new CancellationTokenSource();
        var desk = fixture.Desk();
        var showing = desk.RunAsync(["top", "--json"], interrupt.Token);
        await desk.WrittenAsync("\"queues\"");

        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");
        await desk.WrittenAsync(id);
        await interrupt.CancelAsync();

        var said = (await showing).Ended(ExitCode.Success);
        Assert.All(said.Lines, line => Assert.NotNull(JsonNode.Parse(line)!["data"]));
        Assert.Equal("open", JsonNode.Parse(said.Lines[0])!.Text("event"));
    }

    private Desk Terminal(int width = 160, int height = 100) => new(fixture.Http.BaseAddress!.ToString())
    {
        IsTerminal = true,
        Size = (width, height),
        Variables = new() { ["NO_COLOR"] = "1" },
    };
}
