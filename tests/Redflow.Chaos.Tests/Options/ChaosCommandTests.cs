using Redflow.Chaos.Options;

namespace Redflow.Chaos.Tests.Options;

public sealed class ChaosCommandTests
{
    [Theory]
    [InlineData("--store is 'mongo': it takes redis, garnet or cluster.", "--store", "mongo")]
    [InlineData("--minutes and --seconds say the same: give one of them.", "--minutes", "1", "--seconds", "60")]
    [InlineData("--minutes is 0: it takes more than 0, and 1,000,000 at most.", "--minutes", "0")]
    [InlineData("--seconds is NaN: it takes more than 0, and 1,000,000 at most.", "--seconds", "NaN")]
    [InlineData("--workers is 0: it takes 1 to 32.", "--workers", "0")]
    [InlineData("--rate is 601: it takes 1 to 600.", "--rate", "601")]
    [InlineData("--lease is 0.1: it takes 0.3 to 60.", "--lease", "0.1")]
    [InlineData("--json is '/there/is/none.json': there is no such folder.", "--json", "/there/is/none.json")]
    [InlineData("Required argument missing for option: '--json'.", "--json")]
    [InlineData("Unknown fault: flood. Known ones: kill-worker", "--only", "cut", "flood")]
    public async Task An_option_that_makes_no_sense_is_refused_and_nothing_is_started(string message, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var code = await ChaosCommand.RunAsync(args, output, error);

        Assert.Equal(ChaosCommand.Unusable, code);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Help_starts_nothing()
    {
        var output = new StringWriter();

        var code = await ChaosCommand.RunAsync(["--help"], output, TextWriter.Null);

        Assert.Equal(0, code);
        Assert.Contains("--stop-at-violation", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("redflow-chaos-test-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "worker-1.ledger"), "");
        var error = new StringWriter();

        var code = await ChaosCommand.RunAsync(["--folder", folder.FullName], TextWriter.Null, error);

        folder.Delete(recursive: true);
        Assert.Equal(ChaosCommand.Unusable, code);
        Assert.Contains("it is not empty", error.ToString(), StringComparison.Ordinal);
    }
}
