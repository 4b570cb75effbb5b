using Redflow.Bench.Options;
using Redflow.Testing;

namespace Redflow.Bench.Tests;

/// <summary>What a call of the bench has come to.</summary>
internal sealed record BenchCall(int ExitCode, string Output, string Error)
{
    // Most of a call is the starts of processes, and the machine may be busy.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // The machine of a test is never quiet.
    static BenchCall()
    {
        Environment.SetEnvironmentVariable("QUIET_MS", "0");
        Environment.SetEnvironmentVariable("RETRIES", "0");
        Environment.SetEnvironmentVariable("REST_MS", "0");
        Environment.SetEnvironmentVariable("SETTLE_MS", "0");

        // Nor do its processes live long enough to become fast.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");
    }

    public static async Task<BenchCall> MakeAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await BenchCommand.RunAsync(arguments, output, error).WaitAsync(Limit);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Measures scenarios of a test's own.</summary>
    public static async Task<BenchCall> MakeAsync(BenchOptions options)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await Suite.RunAsync(options, output, error, CancellationToken.None).WaitAsync(Limit);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Measures on a server with as few runs as there can be.</summary>
    public static Task<BenchCall> MeasureAsync(GarnetServer server, string scenario, string json) => MakeAsync(
    [
        scenario, "--redis", $"127.0.0.1:{server.Port}", "--json", json,
        "--jobs", "10", "--workflows", "10", "--max-backlog", "10", "--max-workers", "1", "--max-payload", "1024",
    ]);
}
