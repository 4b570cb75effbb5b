using Redflow.Dashboard.Design;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>What a run's waterfall is drawn of: attempts, each with its steps below it, as rows of bars over one span of time.</summary>
/// <param name="From">Where the span begins: the emit.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Rows">The rows, from the top.</param>
internal sealed record Waterfall(DateTimeOffset From, TimeSpan Length, IReadOnlyList<WaterfallRow> Rows)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static Waterfall Of(ShownRun shown)
    {
        var timeline = shown.Timeline;
        var end = timeline.Run.FinishedAt ?? timeline.At;
        var from = timeline.Run.CreatedAt;
        var numbers = timeline.Attempts.Select(attempt => attempt.Attempt).ToArray();
        var steps = shown.Stored.Steps.ToLookup(step => numbers.LastOrDefault(number => number <= step.Attempt, numbers[0]));
        return new(
            from,
            end - from > Shortest ? end - from : Shortest,
            [.. timeline.Attempts.SelectMany(attempt => steps[attempt.Attempt].Select(step => OfStep(step, shown, end)).Prepend(OfAttempt(attempt, end)))]);
    }

    /// <summary>Where a time is in the span, in percent.</summary>
    public double PlaceOf(DateTimeOffset time) => Math.Clamp(100 * ((time - From) / Length), 0, 100);

    private static WaterfallRow OfAttempt(TimelineAttempt attempt, DateTimeOffset end)
    {
        var bars = new List<WaterfallBar>();
        var over = attempt.EndedAt ?? end;
        if (attempt.QueuedAt is { } queued)
        {
            bars.Add(new(BarKind.Queued, queued, attempt.StartedAt ?? over, attempt.StartedAt is null && attempt.EndedAt is null));
        }

        if (attempt.StartedAt is { } started)
        {
            bars.Add(new(BarOf(attempt.Status), started, over, attempt.Status == RunStatus.Running));
        }

        return new(
            $"Attempt {attempt.Attempt}", null, attempt.Status.ToWord(), bars, attempt.StartedAt is { } began ? Times.Span(over - began) : "not started", attempt.Error?.Message);
    }

    private static WaterfallRow OfStep(StepRecord step, ShownRun shown, DateTimeOffset end)
    {
        var seen = shown.Timeline.Steps.FirstOrDefault(other => other.Name == step.Name);
        var waits = step.Status == StepStatus.Running;
        var over = waits ? end : step.FinishedAt ?? end;
        var waited = shown.Waits.Contains(step.Name);
        var kind = waited || seen?.Children.Count > 0 ? BarKind.Waiting : step.Status == StepStatus.Failed ? BarKind.Failed : BarKind.Succeeded;
        var status = waits ? "waiting" : waited && step.Status == StepStatus.Succeeded ? "waited" : step.Status.ToString().ToLowerInvariant();
        return new(step.Name, step.Name, status, [new(kind, step.StartedAt, over < end ? over : end, waits && shown.IsOpen)], Times.Span(over - step.StartedAt), seen?.Error?.Message);
    }

    private static BarKind BarOf(RunStatus status) => status switch
    {
        RunStatus.Failed => BarKind.Failed,
        RunStatus.Canceled => BarKind.Canceled,
        _ => BarKind.Attempt,
    };
}
