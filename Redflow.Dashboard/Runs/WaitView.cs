using System.Text.Json;
using Redflow.Limits;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>Why a run waits.</summary>
/// <param name="Kind">Which reason: a word that programs tell it by.</param>
/// <param name="Message">The reason as people read it.</param>
/// <param name="Until">When it is over, where that is known.</param>
/// <param name="Steps">What a suspended run waits for.</param>
/// <param name="Holders">Runs that hold the slots of a limit that is reached, up to ten.</param>
internal sealed record WaitView(string Kind, string Message, DateTimeOffset? Until, IReadOnlyList<WaitingStep> Steps, IReadOnlyList<RunId> Holders)
{
    /// <summary>The <see cref="Kind"/> of a run that is due later.</summary>
    public const string Delayed = "delayed";

    /// <summary>How many of the steps that a run waits for its words name.</summary>
    private const int MaxNamed = 5;

    public static WaitView? Of(WaitReason? reason) => reason is null ? null : new(
        JsonNamingPolicy.CamelCase.ConvertName(reason.GetType().Name), Words(reason), UntilOf(reason), StepsOf(reason), HoldersOf(reason));

    private static string Words(WaitReason reason) => reason switch
    {
        WaitReason.Delayed delayed => $"It is due at {Time(delayed.Until)}.",
        WaitReason.Suspended { Steps: [] } => "It is suspended, and what it waits for has come: it goes on as soon as a scheduler or a worker looks.",
        WaitReason.Suspended suspended => $"It waits for {string.Join("; ", suspended.Steps.Take(MaxNamed).Select(Words))}{MoreOf(suspended.Steps.Count - MaxNamed)}.",
        WaitReason.ConcurrencyLimit limit => $"Its workflow's limit is reached: {limit.Held} of {limit.Limit} slots are held.",
        WaitReason.KeyConcurrencyLimit limit => $"The limit of key '{limit.Key}' is reached: {limit.Held} of {limit.Limit} slots are held.",
        WaitReason.RateLimited rate => $"The rate of {rate.Limit.Count} starts in {rate.Limit.Period}{(rate.Limit.PerKey ? " for each limit key" : "")} is used up until {Time(rate.Until)}.",
        WaitReason.Backlog => "Others of its workflow are before it; the next one moves as soon as a scheduler or a worker looks.",
        WaitReason.WorkflowPaused paused => $"Its workflow is paused{Words(paused.Pause)}.",
        WaitReason.QueuePaused paused => $"Queue '{paused.Queue}' is paused{Words(paused.Pause)}.",
        WaitReason.NoWorker none => $"No worker serves queue '{none.Queue}'. Start one that does.",
        WaitReason.WorkflowUnknown unknown => $"No worker has registered workflow '{unknown.Workflow}'. Start one that has it.",
        WaitReason.Ready { Before: 0 } ready => $"It is ready, and the next of queue '{ready.Queue}': a worker takes it as soon as it has room.",
        WaitReason.Ready { Before: 1 } ready => $"It is ready: 1 run of queue '{ready.Queue}' is before it.",
        WaitReason.Ready ready => $"It is ready: {ready.Before} runs of queue '{ready.Queue}' are before it.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Words(WaitingStep step)
    {
        var until = step.Until is { } time ? $" until {Time(time)}" : "";
        return step.Kind switch
        {
            WaitKind.Sleep => $"the sleep '{step.Step}'{until}",
            WaitKind.Child => $"child {step.Target} in step '{step.Step}'{until}",
            WaitKind.Event => $"event '{step.Target}' in step '{step.Step}'{until}",
            WaitKind.Signal => $"signal '{step.Target}' in step '{step.Step}'{until}",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
    }

    private static string MoreOf(int count) => count > 0 ? $"; and {count} more" : "";

    private static string Words(Pause pause) => $" since {Time(pause.Since)}{(pause.Reason is { } reason ? $": {reason}" : "")}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset? UntilOf(WaitReason reason) => reason switch
    {
        WaitReason.Delayed delayed => delayed.Until,
        WaitReason.RateLimited rate => rate.Until,
        WaitReason.Suspended suspended => suspended.Steps.Min(step => step.Until),
        _ => null,
    };

    private static IReadOnlyList<WaitingStep> StepsOf(WaitReason reason) => reason is WaitReason.Suspended suspended ? suspended.Steps : [];

    private static IReadOnlyList<RunId> HoldersOf(WaitReason reason) => reason is WaitReason.ConcurrencyLimit limit ? limit.Holders : [];
}
