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
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(scenario => scenario.Name)];
}
