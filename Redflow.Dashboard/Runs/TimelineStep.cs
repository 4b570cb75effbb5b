using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>A step of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">The attempt of the run in which it ended.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When its result was stored; null while it waits.</param>
/// <param name="Wait">What it waits for; null when it does not.</param>
/// <param name="Children">The children that it has made, of those in the timeline.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
/// <param name="LogLines">How many lines of its log are kept.</param>
internal sealed record TimelineStep(
    string Name,
    StepStatus Status,
    int Attempt,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    WaitingStep? Wait,
    IReadOnlyList<RunId> Children,
    TimelineError? Error,
    int LogLines);
