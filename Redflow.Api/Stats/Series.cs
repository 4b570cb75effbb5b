using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>What happened to runs, step by step.</summary>
/// <param name="Workflow">Whose runs; null for all.</param>
/// <param name="From">Where the first step begins: a whole minute.</param>
/// <param name="To">Where the last minute ends; the last step may go on behind it.</param>
/// <param name="Step">How long a step is.</param>
/// <param name="Points">The steps, oldest first; also those in which nothing happened.</param>
internal sealed record Series(string? Workflow, DateTimeOffset From, DateTimeOffset To, TimeSpan Step, IReadOnlyList<SeriesPoint> Points)
{
    public static Series Of(SeriesSpan span, IEnumerable<MinuteStats> minutes)
    {
        var steps = minutes.Where(minute => span.Workflow is null || minute.Workflow == span.Workflow)
            .ToLookup(minute => (int)((minute.Minute - span.From) / span.Step));
        return new(span.Workflow, span.From, span.To, span.Step, [.. Enumerable.Range(0, span.Points).Select(i => PointOf(span.From + (i * span.Step), steps[i]))]);
    }

    private static SeriesPoint PointOf(DateTimeOffset at, IEnumerable<MinuteStats> minutes) => new(at, Activity.Of([.. minutes]));
}
