using System.Diagnostics;
using System.Text.Json;
using Redflow.Testing;

namespace Redflow.Bench.Tests.Peers;

/// <summary>The tables that bench/compare.sh prints in the end.</summary>
internal static class ComparisonTable
{
    private static readonly string? Node = Programs.Find("node");

    /// <summary>Why there are no tables on this machine; null where there are.</summary>
    public static string? SkipReason => Node is null ? "node is not on the PATH: install it to run this test." : null;

    /// <summary>A row of the results.</summary>
    public static object Row(string peer, string metric, int run = 1, double perSec = 1, double serverCpuUs = 1, double foreign = 0, string? error = null) => new
    {
        Peer = peer,
        Metric = metric,
        Run = run,
        PerSec = perSec,
        ServerCpuUs = serverCpuUs,
        Error = error,
        Noise = new { Foreign = foreign, Steal = 0 },
        Packages = new { Redis = "7.0" },
    };

    /// <summary>Makes the tables of rows.</summary>
    /// <returns>Their lines.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(IEnumerable<object> rows)
    {
        using var file = new RowsOf();
        await File.WriteAllLinesAsync(file.Path, rows.Select(row => JsonSerializer.Serialize(row, JsonSerializerOptions.Web)));
        var script = Path.Combine(Repository.Root, "bench", "peers", "table.mjs");
        using var process = Process.Start(new ProcessStartInfo(Node!, [script, file.Path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().Bounded();
        return process.ExitCode == 0 ? (await output).Split('\n') : throw new InvalidOperationException(await error);
    }

    /// <summary>The cells of the line that begins with a text.</summary>
    public static IReadOnlyList<string> Cells(this IReadOnlyList<string> lines, string first) =>
        lines.Single(line => line.StartsWith($"| {first} |", StringComparison.Ordinal)).Trim('|', ' ').Split(" | ");
}
