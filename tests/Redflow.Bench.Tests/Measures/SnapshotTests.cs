using System.Diagnostics;
using Redflow.Bench.Measures;
using Xunit;

namespace Redflow.Bench.Tests.Measures;

public sealed class SnapshotTests
{
    [Fact]
    public void Spells_are_added_up_without_what_was_spent_between_them()
    {
        Snapshot[] ends = [At(seconds: 0, spent: 0), At(seconds: 1, spent: 100), At(seconds: 7, spent: 700), At(seconds: 9, spent: 900)];

        var costs = ends[1].Plus(ends[2], ends[3]).Since(ends[0], runs: 10);

        Assert.Equal((30_000, 30_000, 30_000), (costs.ServerCpuUs, costs.ClientCpuUs, costs.WorkerCpuUs));
        Assert.Equal((30, 30), (costs.ClientBytes, costs.WorkerBytes));
        Assert.Equal((30, 30, 30), (costs.Redis.CommandsPerJob, costs.Redis.BytesInPerJob, costs.Redis.BytesOutPerJob));
        Assert.Equal(new(Foreign: 0.5, Steal: 0.1), costs.Noise);
    }

    // What is our own took a tenth of a core for each of server, producer, worker and bench, and others half a core.
    private static Snapshot At(int seconds, int spent) => new(
        new(Memory: 1, CpuMs: spent, UserMs: spent, BytesIn: spent, BytesOut: spent, new Dictionary<string, long> { ["get"] = spent }),
        HarnessMs: spent, ProducerMs: spent, WorkerMs: spent, ProducerBytes: spent, WorkerBytes: spent,
        new(seconds * Stopwatch.Frequency, BusyMs: 9 * spent, StealMs: spent));
}
