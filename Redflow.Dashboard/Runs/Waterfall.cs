namespace Redflow.Dashboard.Runs;

/// <summary>What a run's waterfall is drawn of: attempts, each with its steps below it and the runs below those, as rows of bars over one span of time.</summary>
/// <param name="From">Where the span begins: the emit.</param>
/// <param name="To">Where it ends: the run's end, or the moment that was read.</param>
/// <param name="Steps">Which of the run's steps are among the rows.</param>
/// <param name="Rows">The rows, from the top.</param>
internal sealed record Waterfall(DateTimeOffset From, DateTimeOffset To, StepWindow Steps, IReadOnlyList<WaterfallRow> Rows)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>How long the span is.</summary>
    public TimeSpan Length => To - From > Shortest ? To - From : Shortest;

    public static Waterfall Of(ShownRun shown)
    {
        var steps = shown.Root.Stored.Steps;
        var selected = shown.Selected is { } step && step.Branch.Run.Id == shown.Run.Id ? Enumerable.Range(0, steps.Count).FirstOrDefault(place => steps[place].Name == step.Record.Name, -1) : -1;
        var window = StepWindow.Of(shown.Address, steps.Count, selected);
        var end = shown.Run.FinishedAt ?? shown.Timeline.At;
        return new(shown.Run.CreatedAt, end, window, [.. new WaterfallWriter(shown, end).Write(window)]);
    }

    /// <summary>Where a time is in the span, in percent.</summary>
    public double PlaceOf(DateTimeOffset time) => Math.Clamp(100 * ((time - From) / Length), 0, 100);
}
