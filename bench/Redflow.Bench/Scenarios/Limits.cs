using System.Diagnostics;
using Redflow.Bench.Measures;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>What the server and the client library can do at all, by calls of the bench itself.</summary>
internal static class Limits
{
    private const string NoOp = "return 1";

    private const string Writes = """
        redis.call('HSET', KEYS[1], 'name', 'job', 'data', ARGV[1])
        redis.call('HSET', KEYS[1], 'timestamp', ARGV[2])
        redis.call('HSET', KEYS[1], 'state', 'wait')
        redis.call('LPUSH', KEYS[2], KEYS[1])
        redis.call('ZADD', KEYS[3], ARGV[2], KEYS[1])
        return 1
        """;

    // One at a time, as many as one script call may well replace, and as many as emits are under way.
    private static readonly int[] Depths = [1, 16, 64];

    public static async Task MeasureAsync(Measurement measurement)
    {
        var database = measurement.Server.Database;
        await measurement.Server.EmptyAsync();
        var noOp = await measurement.Server.LoadAsync(NoOp);
        var writes = await measurement.Server.LoadAsync(Writes);
        foreach (var depth in Depths)
        {
            await MeasureAsync(measurement, "PING", depth, _ => database.PingAsync());
            await MeasureAsync(measurement, "SET", depth, i => database.StringSetAsync($"key:{i}", "xxx"));
            await MeasureAsync(measurement, "EVALSHA nop", depth, _ => database.ScriptEvaluateAsync(noOp));
            await MeasureAsync(measurement, "EVALSHA 3xHSET+LPUSH+ZADD", depth, i => database.ScriptEvaluateAsync(
                writes, [$"{{b}}job:{i}", "{b}wait", "{b}due"], ["""{"userId":12345}""", "1700000000000"]));
        }
    }

    private static async Task MeasureAsync(Measurement measurement, string command, int depth, Func<int, Task> call)
    {
        var n = Math.Max(1, measurement.Options.Jobs / (depth == 1 ? 10 : 1));
        var times = new double[n];
        await RunAsync(Math.Max(1, n / 10)); // The first calls are slow.

        var before = await measurement.SnapAsync(producer: null);
        var started = Stopwatch.GetTimestamp();
        await RunAsync(n);
        var ticks = Stopwatch.GetTimestamp() - started;
        var costs = (await measurement.SnapAsync(producer: null)).Since(before, n);

        measurement.Add(measurement.NewRow($"{command} P{depth}").With(costs) with
        {
            Jobs = n,
            PerSec = Rate.OfTicks(n, ticks),
            Rtt = Distribution.Of(times),
        });

        Task RunAsync(int count) => Lanes.RunAsync(count, 1, depth, () => true, async i =>
        {
            var called = Stopwatch.GetTimestamp();
            await call(i);
            times[i] = Stopwatch.GetElapsedTime(called).TotalMilliseconds;
        });
    }
}
