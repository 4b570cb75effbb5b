using Redflow.Bench.Options;
using Xunit;

namespace Redflow.Bench.Tests;

public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("", "Required argument missing")]
    [InlineData("nonsense", "Unknown scenario: nonsense. Known ones: emit, bulk, drain, steps,")]
    [InlineData("emit --what", "Unknown scenario: --what.")]
    [InlineData("emit --jobs 0", "--jobs is 0")]
    [InlineData("emit --jobs many", "'--jobs'")]
    [InlineData("emit --concurrency 10001", "--concurrency is 10001: it takes 1 to 10000.")]
    [InlineData("emit --server mongo", "--server is 'mongo'")]
    [InlineData("emit --redis localhost", "--redis is 'localhost'")]
    [InlineData("emit --redis localhost:99999", "--redis is 'localhost:99999'")]
    [InlineData("emit --redis localhost:6379 --server redis", "give one of them")]
    [InlineData("emit --json /there/is/no/such/folder/rows.jsonl", "there is no such folder")]
    [InlineData("emit --json", "Required argument missing for option: '--json'.")]
    [InlineData("emit --json .", "--json is '.', which can't be written to")]
    [InlineData("payload --max-payload 1023", "--max-payload is 1023: it takes 1024 to")]
    [InlineData("emit --redis 127.0.0.1:1", "No Redis answers at 127.0.0.1:1.")]
    public async Task Bad_options_are_told_at_once(string commandLine, string error)
    {
        var call = await BenchCall.MakeAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(BenchCommand.BadOptions, call.ExitCode);
        Assert.Contains(error, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_given_without_a_scenario()
    {
        var call = await BenchCall.MakeAsync(["--help"]);

        Assert.Equal(0, call.ExitCode);
        Assert.Contains("--max-payload", call.Output, StringComparison.Ordinal);
    }
}
