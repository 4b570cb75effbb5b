using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Api.Tests.Runs;

public sealed class WaitViewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly RunId Holder = RunId.Parse("1m804t32pb46n33jtwyfk00", null);

    public static TheoryData<string, string> Reasons => new()
    {
        { "delayed", "It is due at 2026-01-31T12:00:00.000Z." },
        { "suspended", "It waits for signal 'approve' in step 'approval' until 2026-01-31T12:00:00.000Z; the sleep 'nap'." },
        { "concurrencyLimit", "Its workflow's limit is reached: 2 of 2 slots are held." },
        { "keyConcurrencyLimit", "The limit of key 'a' is reached: 1 of 1 slots are held." },
        { "rateLimited", "The rate of 3 starts in 00:00:01 is used up until 2026-01-31T12:00:00.000Z." },
        { "backlog", "Others of its workflow are before it; the next one moves as soon as a scheduler or a worker looks." },
        { "workflowPaused", "Its workflow is paused since 2026-01-31T12:00:00.000Z: broken." },
        { "queuePaused", "Queue 'io' is paused since 2026-01-31T12:00:00.000Z." },
        { "noWorker", "No worker serves queue 'io'. Start one that does." },
        { "workflowUnknown", "No worker has registered workflow 'w'. Start one that has it." },
        { "ready", "It is ready: 7 runs of queue 'io' are before it." },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_has_its_kind_and_its_words(string kind, string message)
    {
        var view = WaitView.Of(ReasonOf(kind))!;

        Assert.Equal((kind, message), (view.Kind, view.Message));
    }

    [Theory]
    [InlineData(0, "It is ready, and the next of queue 'io': a worker takes it as soon as it has room.")]
    [InlineData(1, "It is ready: 1 run of queue 'io' is before it.")]
    public void Run_that_is_ready_has_so_many_before_it(int before, string message) => Assert.Equal(message, WaitView.Of(new WaitReason.Ready("io", before))!.Message);

    [Fact]
    public void Rate_of_each_key_is_told_from_that_of_all() => Assert.Equal(
        "The rate of 3 starts in 00:00:01 for each limit key is used up until 2026-01-31T12:00:00.000Z.",
        WaitView.Of(new WaitReason.RateLimited(new(3, TimeSpan.FromSeconds(1), PerKey: true), Noon))!.Message);

    [Fact]
    public void Of_many_waits_the_first_ones_are_named_and_the_rest_counted()
    {
        var view = WaitView.Of(new WaitReason.Suspended([.. Enumerable.Range(1, 1_000).Select(number => new WaitingStep($"nap {number}", WaitKind.Sleep, null, null))]))!;

        Assert.Equal("It waits for the sleep 'nap 1'; the sleep 'nap 2'; the sleep 'nap 3'; the sleep 'nap 4'; the sleep 'nap 5'; and 995 more.", view.Message);
        Assert.Equal(1_000, view.Steps.Count);
    }

    [Fact]
    public void Every_reason_of_the_engine_is_told() => Assert.Equal(
        typeof(WaitReason).GetNestedTypes().Select(type => type.Name).Order(),
        Reasons.Select(row => ReasonOf((string)row[0]).GetType().Name).Order());

    [Fact]
    public void What_programs_want_of_a_reason_stands_beside_its_words()
    {
        var (limit, suspended) = (WaitView.Of(ReasonOf("concurrencyLimit"))!, WaitView.Of(ReasonOf("suspended"))!);

        Assert.Equal([Holder], limit.Holders);
        Assert.Equal((2, Noon), (suspended.Steps.Count, suspended.Until));
        Assert.Null(WaitView.Of(null));
    }

    private static WaitReason ReasonOf(string kind) => kind switch
    {
        "delayed" => new WaitReason.Delayed(Noon),
        "suspended" => new WaitReason.Suspended([new("approval", WaitKind.Signal, "approve", Noon), new("nap", WaitKind.Sleep, null, null)]),
        "concurrencyLimit" => new WaitReason.ConcurrencyLimit(2, 2, [Holder]),
        "keyConcurrencyLimit" => new WaitReason.KeyConcurrencyLimit("a", 1, 1),
        "rateLimited" => new WaitReason.RateLimited(new(3, TimeSpan.FromSeconds(1)), Noon),
        "backlog" => new WaitReason.Backlog(),
        "workflowPaused" => new WaitReason.WorkflowPaused(new(Noon, "broken")),
        "queuePaused" => new WaitReason.QueuePaused("io", new(Noon, null)),
        "noWorker" => new WaitReason.NoWorker("io"),
        "workflowUnknown" => new WaitReason.WorkflowUnknown("w"),
        _ => new WaitReason.Ready("io", 7),
    };
}
