using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing.Processes;

namespace Redflow.Cli.Tests;

/// <summary>The built tool as users start it.</summary>
[Collection(ApiSuite.Name)]
public sealed class ProcessTests(ApiFixture fixture)
{
    private string Url => fixture.Http.BaseAddress!.ToString();

    [Fact]
    public async Task Piped_input_becomes_the_output_and_the_exit_code_says_how_it_went()
    {
        using var emit = CliProcess.Start(Url, "runs", "emit", Samples.Echo, "-", "--wait");
        await emit.PipeAsync("""{"word":"ümlaut 漢字"}""");
        using var get = CliProcess.Start(Url, "runs", "get", "1m804t32pb46n33jtwyfk00");

        Assert.Equal("""{"word":"ümlaut 漢字"}""", (await emit.EndAsync()).Ended(ExitCode.Success).Line);
        Assert.Contains("/problems/run-not-found", (await get.EndAsync()).Ended(ExitCode.NotFound).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_is_no_terminal_has_no_escape_sequences()
    {
        using var top = CliProcess.Start(Url, "top");
        using var list = CliProcess.Start(Url, "workflows", "list");

        Assert.DoesNotContain('\u001b', (await top.EndAsync()).Ended(ExitCode.Success).Output);
        Assert.Contains(Samples.Greet, (await list.EndAsync()).Ended(ExitCode.Success).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Signal_ends_a_watch_well()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        var id = await fixture.EmitAsync(Samples.Echo, "1", "--delay", "1h");
        using var watch = CliProcess.Start(Url, "runs", "watch", id);
        Assert.Contains("scheduled", await watch.ReadLineAsync(), StringComparison.Ordinal);

        Signals.Terminate(watch.Id);

        Assert.Empty((await watch.EndAsync()).Ended(ExitCode.Interrupted).Error);
    }

    [Fact]
    public async Task Version_and_help_are_told_without_an_API()
    {
        using var version = CliProcess.Start("", "--version");
        using var help = CliProcess.Start("", "runs", "emit", "--help");

        Assert.Matches(@"^\d+\.\d+\.\d+", (await version.EndAsync()).Ended(ExitCode.Success).Line);
        var said = (await help.EndAsync()).Ended(ExitCode.Success);
        Assert.Contains("redflow runs emit <workflow> [<input>] [options]", said.Output, StringComparison.Ordinal);
        Assert.Contains("--wait-for-room", said.Output, StringComparison.Ordinal);
    }
}
