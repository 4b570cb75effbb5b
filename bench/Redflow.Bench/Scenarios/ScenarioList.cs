namespace Redflow.Bench.Scenarios;

/// <summary>All scenarios, in the order of <c>all</c>.</summary>
internal static class ScenarioList
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("emit", Emit.MeasureAsync),
        new("bulk", Bulk.MeasureAsync),
        new("drain", Drain.MeasureAsync),
        new("steps", Steps.MeasureAsync),
        new("idle", measurement => Latency.MeasureAsync(measurement, "idle", rate: 0)),
        new("load", measurement => Latency.MeasureAsync(measurement, "load", rate: 500)),
        new("delayed", Delayed.MeasureAsync),
        new("memory", Memory.MeasureAsync),
        new("recovery", Recovery.MeasureAsync),
        new("limits", Limits.MeasureAsync),
        new("growth", Growth.MeasureAsync),
        new("payload", Payload.MeasureAsync),
        new("resources", Resources.MeasureAsync),
        new("streams", Streams.MeasureAsync),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(scenario => scenario.Name)];

    /// <summary>The scenario of a name.</summary>
    public static Scenario Get(string name) => All.Single(scenario => scenario.Name == name);
}
