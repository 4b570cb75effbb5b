namespace Redflow.Bench.Scenarios;

/// <summary>Something that is measured.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="MeasureAsync">Measures it once.</param>
internal sealed record Scenario(string Name, Func<Measurement, Task> MeasureAsync);
