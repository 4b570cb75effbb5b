using System.Text.Json;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Report;

namespace Redflow.Chaos.Tests.Report;

public sealed class ChaosReportTests
{
    private static readonly IReadOnlyList<LedgerLine> Lines =
    [
        LedgerLine.Parse("client", 1, "1 emit-ok run-1 free -"),
        LedgerLine.Parse("client", 1, "2 emit-ok run-2 free -"),
        LedgerLine.Parse("worker", 2, "3 enter run-1 free - 1 2-1"),
    ];

    [Fact]
    public void A_violated_invariant_is_named_with_its_count_and_examples()
    {
        var report = Create(new InvariantResult("accepted runs lost", 1_234, ["run-7 was accepted"], 2_000), new InvariantResult("steps committed twice", 0, [], 9));
        var output = new StringWriter();

        report.Print(output);

        Assert.True(report.IsViolated);
        Assert.Matches(@"accepted runs lost +1,234 +2,000", output.ToString());
        Assert.Contains("accepted runs lost: violated 1,234 times.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  run-7 was accepted", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("steps committed twice: violated", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_have_the_faults_the_operations_every_invariant_and_the_time_to_takeover()
    {
        var report = Create(new InvariantResult("steps committed twice", 0, [], 9));
        var output = new StringWriter();

        report.Print(output);

        Assert.False(report.IsViolated);
        Assert.Contains("redis, 0.5 min, seed 7: 5 faults", output.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"cut +3 +emits sent +0", output.ToString());
        Assert.Matches(@"kill-worker +2 +emits accepted +2", output.ToString());
        Assert.Matches(@"passes begun +1", output.ToString());
        Assert.Matches(@"steps committed twice +0 +9", output.ToString());
        Assert.Matches(@"lost by the server itself \(not synced yet\) +4", output.ToString());
        Assert.Matches(@"from kill to takeover, p50 / p99 in ms +2,000 / 3,000 +3", output.ToString());
    }

    [Fact]
    public async Task The_file_has_the_same_as_JSON()
    {
        var file = Path.GetTempFileName();
        var report = Create(new InvariantResult("steps committed twice", 2, ["run-1 first"], 9));

        await report.SaveAsync(file);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        File.Delete(file);
        Assert.Equal(3, json.RootElement.GetProperty("faults").GetProperty("cut").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("invariants")[0].GetProperty("violations").GetInt32());
        Assert.Equal(3_000, json.RootElement.GetProperty("takeoverP99").GetDouble());
    }

    private static ChaosReport Create(params InvariantResult[] invariants) => ChaosReport.Create(
        new() { Seed = 7, During = TimeSpan.FromSeconds(30) },
        new Dictionary<string, int> { ["kill-worker"] = 2, ["cut"] = 3 },
        Lines,
        new(invariants, [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)], LostByRedis: 4));
}
