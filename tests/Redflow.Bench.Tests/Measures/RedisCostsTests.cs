using Redflow.Bench.Measures;
using Xunit;

namespace Redflow.Bench.Tests.Measures;

public sealed class RedisCostsTests
{
    private const string Info = """
        # Memory
        used_memory:1000
        # CPU
        used_cpu_user:1.5
        used_cpu_sys:0.5
        total_net_input_bytes:300
        total_net_output_bytes:50
        cmdstat_evalsha:calls=10,usec=99,usec_per_call=9.9
        cmdstat_info:calls=3,usec=99,usec_per_call=33
        cmdstat_hset:calls=4,usec=9,usec_per_call=2.25
        """;

    [Fact]
    public void Costs_are_those_of_a_run_and_leave_out_what_the_bench_asks_for()
    {
        var before = ServerReading.Parse(Info);
        var after = ServerReading.Parse(Info
            .Replace("user:1.5", "user:1.7", StringComparison.Ordinal)
            .Replace("input_bytes:300", "input_bytes:1300", StringComparison.Ordinal)
            .Replace("evalsha:calls=10", "evalsha:calls=30", StringComparison.Ordinal)
            .Replace("info:calls=3", "info:calls=9", StringComparison.Ordinal));

        var costs = RedisCosts.Between(before, after, runs: 100);

        Assert.Equal((0.2, 2000, 2000, 10, 0), (costs.CommandsPerJob, costs.CpuUsPerJob, costs.UserUsPerJob, costs.BytesInPerJob, costs.BytesOutPerJob));
        Assert.Equal([new("evalsha", 0.2)], costs.Commands!);
    }

    [Fact]
    public void What_a_server_does_not_count_is_null()
    {
        var reading = ServerReading.Parse("garnet_version:2.2.8");

        var costs = RedisCosts.Between(reading, reading, runs: 100);

        Assert.Equal(new(null, null, null, null, null, null), costs);
    }
}
