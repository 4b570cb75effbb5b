using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Redflow.Bench.Options;
using Redflow.Bench.Scenarios;
using Redflow.Testing;
using Xunit;

namespace Redflow.Bench.Tests;

/// <summary>What there is much of, with little of it.</summary>
[Collection(LatencyServer.Name)]
public sealed partial class ResourcesTests(GarnetServer server)
{
    private const int Payload = 64 * 1024;
    private const long Mega = 1024 * 1024;

    [Fact]
    public async Task Runs_that_wait_are_measured_until_all_of_them_are_woken()
    {
        var row = Assert.Single(await MeasureAsync(WaitingRuns.MeasureAsync));

        Assert.Equal("resources-waiting-50", row.GetProperty("metric").GetString());
        Assert.Equal(100, row.GetProperty("backlog").GetInt32());
        Assert.Equal(["wait", "sleep", "wake sleeping", "wake waiting"], PartsOf(row));
    }

    [Fact]
    public async Task Run_of_many_steps_is_measured_in_its_first_pass_and_in_the_one_that_repeats_it_on_another_worker()
    {
        var rows = await MeasureAsync(LongRuns.MeasureAsync);

        Assert.Equal(
            ["resources-steps-20", "resources-replay-20", "resources-steps-200", "resources-replay-200"],
            rows.Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("stepsPerSec").GetDouble() > 0));
        Assert.Equal(["takeover", "replay"], PartsOf(rows[^1]));
    }

    [Fact]
    public async Task Parent_of_many_children_is_measured_until_it_has_ended_and_until_its_cancel_has_reached_them()
    {
        var rows = await MeasureAsync(ManyChildren.MeasureAsync);

        Assert.Equal(
            ["resources-children-20", "resources-cancel-20", "resources-children-200", "resources-cancel-200"],
            rows.Select(row => row.GetProperty("metric").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("perSec").GetDouble() > 0));
        Assert.InRange(rows[2].GetProperty("footprint").GetProperty("passes").GetInt32(), 2, 201);
    }

    [Fact]
    public async Task Large_inputs_and_outputs_are_measured()
    {
        var row = Assert.Single(await MeasureAsync(LargePayloads.MeasureAsync));

        Assert.Equal("resources-payloads-60", row.GetProperty("metric").GetString());
        Assert.Equal(Payload, row.GetProperty("payloadBytes").GetInt32());
        Assert.True(row.GetProperty("perSec").GetDouble() > 0);
    }

    [Fact]
    public async Task Worker_and_scheduler_take_no_more_memory_than_the_reference_tells()
    {
        var told = Repository.Read("docs", "reference", "resources.md");
        var each = Bound(EachPayload(), told);

        var row = Assert.Single(await MeasureAsync(LargePayloads.MeasureAsync));

        var footprint = row.GetProperty("footprint");
        var payloads = each * new BenchOptions { Scenarios = [] }.Concurrency * Payload;
        Assert.InRange(footprint.GetProperty("worker").GetProperty("peak").GetInt64(), 1, (Bound(OfWorker(), told) * Mega) + payloads);
        Assert.InRange(footprint.GetProperty("scheduler").GetProperty("peak").GetInt64(), 1, Bound(OfScheduler(), told) * Mega);
    }

    private static long Bound(Regex place, string text) => long.Parse(place.Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\| a worker \| (\d+) MB")]
    private static partial Regex OfWorker();

    [GeneratedRegex(@"\| a scheduler \| (\d+) MB")]
    private static partial Regex OfScheduler();

    [GeneratedRegex(@"and (\d+) times the largest payload")]
    private static partial Regex EachPayload();

    /// <summary>Measures a case: its rows have the memory of the processes, which is told of those that work.</summary>
    private async Task<IReadOnlyList<JsonElement>> MeasureAsync(Func<Measurement, Task> measure)
    {
        using var rows = new RowsOf();
        var call = await BenchCall.MakeAsync(new BenchOptions
        {
            Scenarios = [new("resources", measure)],
            Redis = $"127.0.0.1:{server.Port}",
            Json = rows.Path,
            Jobs = 10,
            Waiting = 50,
            RunSteps = 200,
            Children = 200,
            Documents = 60,
            MaxPayload = Payload,
        });
        Assert.Equal((0, ""), (call.ExitCode, call.Error));
        Assert.All(rows.Read(), row => Assert.All(new[] { "worker", "scheduler" }, process => AssertPlausible(row.GetProperty("footprint").GetProperty(process))));
        return rows.Read();
    }

    private static void AssertPlausible(JsonElement memory) =>
        Assert.InRange(memory.GetProperty("heap").GetInt64(), 1, memory.GetProperty("peak").GetInt64());

    private static IEnumerable<string> PartsOf(JsonElement row) =>
        row.GetProperty("footprint").GetProperty("seconds").EnumerateObject().Select(part => part.Name);
}
