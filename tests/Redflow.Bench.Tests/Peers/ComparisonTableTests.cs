using Xunit;
using static Redflow.Bench.Tests.Peers.ComparisonTable;

namespace Redflow.Bench.Tests.Peers;

public sealed class ComparisonTableTests
{
    private const string Garnet = "Garnet: every scenario runs";

    private static readonly string[] Metrics =
    [
        "emit", "bulk", "bulk4", "drain", "drain-limited", "steps", "idle", "load", "delayed", "memory-noop", "memory-steps", "crash-short", "crash-default",
        "PING P1", "SET P16", "EVALSHA nop P64", "growth-emit-backlog-10", "growth-claim-backlog-10", "growth-emit-limited-1", "growth-claim-limited-1",
        "growth-drain-workers-1", "payload-emit-1KB", "payload-drain-1KB",
    ];

    [SkippableTheory]
    [InlineData(3, 120, "yes")]
    [InlineData(3, 119, "**no**")]
    [InlineData(2, 120, "yes (n = 2)")]
    [InlineData(1, 119, "**no** (n = 1)")]
    [InlineData(0, 0, "not measured")]
    public async Task Verdict_of_fewer_than_three_samples_says_so(int rounds, double perSec, string verdict)
    {
        Skip.If(SkipReason is not null, SkipReason);
        var rows = Enumerable.Range(1, rounds).Select(run => Row("redflow", "emit", run, perSec))
            .Concat(Enumerable.Range(1, 3).Select(run => Row("bee-queue", "emit", run, perSec: 100)))
            .Append(Row("redflow", "drain"));

        var lines = await MakeAsync(rows);

        Assert.Equal(verdict, lines.Cells("emit, 64 in flight ≥ 1.2 × bee-queue")[^1]);
    }

    [SkippableFact]
    public async Task Processor_time_of_Redis_is_scaled_by_what_bee_queue_took_and_judged_without_that()
    {
        Skip.If(SkipReason is not null, SkipReason);
        var rows = Enumerable.Range(1, 3).SelectMany(run => new[]
        {
            Row("redflow", "emit", run, serverCpuUs: 6),
            Row("redflow", "drain", run, serverCpuUs: 20),
            Row("redflow", "steps", run, serverCpuUs: 35),
            Row("bee-queue", "emit", run, serverCpuUs: 16),
            Row("bee-queue", "drain", run, serverCpuUs: 54),
        });

        var lines = await MakeAsync(rows);

        Assert.Equal(["6.00 µs", "16.0 µs (bee-queue)", "0.38 (0.38–0.38)", "3.00 µs", "yes"], lines.Cells("Redis CPU, emit ≤ 8 µs").Skip(1));
        Assert.Equal(["20.0 µs", "54.0 µs (bee-queue)", "0.37 (0.37–0.37)", "10.0 µs", "**no**"], lines.Cells("Redis CPU, finish + claim ≤ 15 µs").Skip(1));
        Assert.Equal(["5.00 µs", "— (bullmq)", "—", "2.50 µs", "**no**"], lines.Cells("Redis CPU, step ≤ 4 µs").Skip(1));
    }

    [SkippableFact]
    public async Task Garnet_runs_every_scenario_only_when_each_has_measured()
    {
        Skip.If(SkipReason is not null, SkipReason);
        object[] all = [Row("redflow", "emit"), .. Metrics.Select(metric => Row("redflow-garnet", metric))];

        var complete = await MakeAsync(all);
        var without = await MakeAsync(all[..^1]);
        var failed = await MakeAsync([.. all, Row("redflow-garnet", "emit", run: 2, error: "Out of luck.")]);

        Assert.Equal(("23 of 23 metrics", "yes"), (complete.Cells(Garnet)[1], complete.Cells(Garnet)[^1]));
        Assert.Equal(("22 of 23 metrics", "not measured"), (without.Cells(Garnet)[1], without.Cells(Garnet)[^1]));
        Assert.Equal(("23 of 23 metrics", "**no**"), (failed.Cells(Garnet)[1], failed.Cells(Garnet)[^1]));
        Assert.Contains("Error: redflow-garnet emit, round 2: Out of luck.", failed);
    }

    [SkippableFact]
    public async Task Loud_samples_are_left_out_where_two_quiet_ones_exist()
    {
        Skip.If(SkipReason is not null, SkipReason);
        object[] rows =
        [
            Row("redflow", "emit", 1, perSec: 10), Row("redflow", "emit", 2, perSec: 20), Row("redflow", "emit", 3, perSec: 90, foreign: 0.4),
            Row("redflow", "bulk", 1, perSec: 10), Row("redflow", "bulk", 2, perSec: 30, foreign: 0.4),
        ];

        var lines = await MakeAsync(rows);

        Assert.Equal("**15.0** (10.0–20.0; 2)", lines.Cells("emit, 64 in flight, runs/s")[1]);
        Assert.Equal("**20.0** (10.0–30.0; 2)", lines.Cells("bulk, 500 a call, runs/s")[1]);
    }

    [SkippableFact]
    public async Task Takeover_that_was_not_complete_misses_its_goal()
    {
        Skip.If(SkipReason is not null, SkipReason);

        var lines = await MakeAsync([Row("redflow", "crash-default", error: "Only 3 of 50 runs have started.")]);

        Assert.Equal(["failed", "— (bee-queue)", "—", "—", "**no**"], lines.Cells("takeover, default settings ≤ 6 s").Skip(1));
    }
}
