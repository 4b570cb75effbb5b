using System.Globalization;
using System.Text;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>Writes the rows of a waterfall.</summary>
/// <param name="shown">What they are of.</param>
/// <param name="end">Where the span of time ends.</param>
internal sealed class WaterfallWriter(ShownRun shown, DateTimeOffset end)
{
    private const int MaxChildren = 5;
    private const int MaxResult = 120;

    private readonly DateTimeOffset _now = shown.Timeline.At;

    public IEnumerable<WaterfallRow> Write(StepWindow window) => RowsOf(shown.Root, window, level: 0, depth: 0);

    private IEnumerable<WaterfallRow> RowsOf(ShownBranch branch, StepWindow window, int level, int depth)
    {
        var (id, attempts) = (branch.Run.Id, branch.Timeline.Attempts);
        var numbers = attempts.Select(attempt => attempt.Attempt).ToArray();
        var steps = branch.Stored.Steps.Where((_, place) => window.Has(place)).ToLookup(step => numbers.LastOrDefault(number => number <= step.Attempt, numbers[0]));
        var known = branch.Timeline.Steps.DistinctBy(step => step.Name).ToDictionary(step => step.Name);
        var children = branch.Timeline.Children.Where(child => known.ContainsKey(child.ParentStep ?? "")).ToLookup(child => child.ParentStep);
        var inner = depth > 0 && attempts.Count > 1 ? level + 2 : level + 1;
        if (depth > 0 && !window.IsWhole)
        {
            yield return MoreOf($"{id} steps", $"{Times.Count(window.First)} steps before these", $"runs/{id}", inner);
        }

        foreach (var attempt in attempts)
        {
            if (depth == 0 || attempts.Count > 1)
            {
                yield return OfAttempt(attempt, branch, inner - 1);
            }

            foreach (var step in steps[attempt.Attempt])
            {
                yield return OfStep(step, known.GetValueOrDefault(step.Name), branch, inner);
                foreach (var row in ChildrenOf([.. children[step.Name]], branch, inner + 1, depth))
                {
                    yield return row;
                }
            }
        }

        foreach (var row in ChildrenOf([.. branch.Timeline.Children.Where(child => !known.ContainsKey(child.ParentStep ?? ""))], branch, inner, depth))
        {
            yield return row;
        }
    }

    /// <summary>The newest ones, the first one first, with the steps of those that are unfolded.</summary>
    private IEnumerable<WaterfallRow> ChildrenOf(RunSummary[] newestFirst, ShownBranch branch, int level, int depth)
    {
        if (newestFirst.Length > MaxChildren)
        {
            yield return MoreOf(
                $"{branch.Run.Id} {newestFirst[0].ParentStep} children", $"{Times.Count(newestFirst.Length - MaxChildren)} children before these", RunSearch.UrlOf(new() { Parent = branch.Run.Id }), level);
        }

        foreach (var child in newestFirst.Take(MaxChildren).Reverse())
        {
            var unfolded = branch.Unfolded.FirstOrDefault(other => other.Run.Id == child.Id);
            yield return OfChild(child, unfolded is not null, depth < RunReader.MaxDepth, level);
            foreach (var row in unfolded is null ? [] : RowsOf(unfolded, StepWindow.Last(unfolded.Stored.Steps.Count), level, depth + 1))
            {
                yield return row;
            }
        }
    }

    private WaterfallRow OfAttempt(TimelineAttempt attempt, ShownBranch branch, int level)
    {
        var over = attempt.EndedAt ?? _now;
        return new(RowKind.Attempt, $"{KeyOf(branch)}attempt {attempt.Attempt}", $"Attempt {attempt.Attempt}", attempt.Status.ToWord(), UrlOf(branch.Run.Id))
        {
            Level = level,
            Bars = BarsOf(attempt.QueuedAt, attempt.StartedAt, attempt.EndedAt, attempt.Status),
            Took = attempt.StartedAt is { } began ? Times.Span(over - began) : "not started",
            Mistake = attempt.Error?.Message,
            Facts = Facts(
                ("Started", Clock(attempt.StartedAt)),
                ("Ended", Clock(attempt.EndedAt)),
                ("Log", LinesOf(attempt.LogLines))),
        };
    }

    private WaterfallRow OfStep(StepRecord step, TimelineStep? seen, ShownBranch branch, int level)
    {
        var waits = step.Status == StepStatus.Running;
        var over = waits ? branch.Run.FinishedAt ?? _now : step.FinishedAt ?? _now;
        var waited = branch.Waits.Contains(step.Name);
        var kind = waited || seen?.Children.Count > 0 ? BarKind.Waiting : step.Status == StepStatus.Failed ? BarKind.Failed : BarKind.Succeeded;
        var status = waits ? "waiting" : waited && step.Status == StepStatus.Succeeded ? "waited" : step.Status.ToString().ToLowerInvariant();
        return new(RowKind.Step, $"{KeyOf(branch)}step {step.Name}", step.Name, status, shown.Address.Select(step.Name, branch.Run.Id).Url)
        {
            Level = level,
            IsSelected = shown.Selected is { } selected && selected.Record.Name == step.Name && selected.Branch.Run.Id == branch.Run.Id,
            Bars = [Bar(kind, step.StartedAt, over, waits && !branch.Run.Status.IsTerminal())],
            Took = Times.Span(over - step.StartedAt),
            Mistake = seen?.Error?.Message,
            Result = step.Output is { } output ? BeginningOf(output) : null,
            Facts = Facts(
                ("Started", Clock(step.StartedAt)),
                (waits ? "Waits until" : "Ended", Clock(step.FinishedAt)),
                ("Waits for", seen?.Wait is { Target: { } target } wait ? $"{wait.Kind.ToString().ToLowerInvariant()} {target}" : null),
                ("In attempt", step.Attempt.ToString(CultureInfo.InvariantCulture)),
                ("Log", LinesOf(seen?.LogLines ?? 0))),
        };
    }

    private WaterfallRow OfChild(RunSummary child, bool isUnfolded, bool canUnfold, int level) =>
        new(RowKind.Child, child.Id.ToString(), child.Workflow, child.Status.ToWord(), $"runs/{child.Id}")
        {
            Level = level,
            Bars = BarsOf(child.CreatedAt, child.StartedAt, child.FinishedAt, child.Status),
            Took = child.StartedAt is { } started ? Times.Span((child.FinishedAt ?? _now) - started) : "not started",
            TurnUrl = canUnfold ? shown.Address.Turn(child.Id).Url : null,
            IsUnfolded = isUnfolded,
            Facts = Facts(
                ("Run", child.Id.ToString()),
                ("Emitted", Clock(child.CreatedAt)),
                ("Started", Clock(child.StartedAt)),
                ("Ended", Clock(child.FinishedAt)),
                ("Tries", child.Attempt > 1 ? child.Attempt.ToString(CultureInfo.InvariantCulture) : null)),
        };

    private static WaterfallRow MoreOf(string key, string name, string url, int level) => new(RowKind.More, key, name, "", url) { Level = level };

    private List<WaterfallBar> BarsOf(DateTimeOffset? queuedAt, DateTimeOffset? startedAt, DateTimeOffset? endedAt, RunStatus status)
    {
        var bars = new List<WaterfallBar>();
        var over = endedAt ?? _now;
        if (queuedAt is { } queued)
        {
            bars.Add(Bar(BarKind.Queued, queued, startedAt ?? over, startedAt is null && endedAt is null));
        }

        if (startedAt is { } started)
        {
            bars.Add(Bar(KindOf(status), started, over, status == RunStatus.Running));
        }

        return bars;
    }

    /// <summary>A child may outlive the run, a step may be stored a moment after its end: nothing is drawn beyond the span.</summary>
    private WaterfallBar Bar(BarKind kind, DateTimeOffset from, DateTimeOffset to, bool isOpen) => new(kind, from < end ? from : end, to < end ? to : end, isOpen);

    private string UrlOf(RunId run) => run == shown.Run.Id ? (shown.Address with { Step = null, Of = null }).Url : $"runs/{run}";

    private string KeyOf(ShownBranch branch) => branch.Run.Id == shown.Run.Id ? "" : $"{branch.Run.Id} ";

    private static KeyValuePair<string, string>[] Facts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var known = new List<KeyValuePair<string, string>>(facts.Length);
        foreach (var (name, value) in facts)
        {
            if (value is not null)
            {
                known.Add(new(name, value));
            }
        }

        return [.. known];
    }

    private static string? Clock(DateTimeOffset? time) => time?.UtcDateTime.ToString("HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    private static string? LinesOf(int count) => count switch { 0 => null, 1 => "1 line", _ => $"{Times.Count(count)} lines" };

    private static string BeginningOf(Payload payload)
    {
        ReadOnlyMemory<byte> utf8 = payload.Utf8.Length <= MaxResult * 8 ? JsonLayout.Compact(payload.Utf8) : payload.Utf8[..(MaxResult * 8)];
        var text = Encoding.UTF8.GetString(utf8.Span);
        return text.Length > MaxResult ? $"{text[..MaxResult]}…" : text;
    }

    private static BarKind KindOf(RunStatus status) => status switch
    {
        RunStatus.Failed => BarKind.Failed,
        RunStatus.Canceled => BarKind.Canceled,
        _ => BarKind.Attempt,
    };
}
