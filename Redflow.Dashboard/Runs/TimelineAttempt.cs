using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>An attempt at a run.</summary>
/// <param name="Attempt">Which.</param>
/// <param name="Status">Where it stands; of one that another one followed, <see cref="RunStatus.Failed"/>.</param>
/// <param name="QueuedAt">From when on it was to be made: the emit, or the failure of the attempt before. Null where that is not kept any more.</param>
/// <param name="StartedAt">Of the run's first one, when it was claimed; of others, when the first of their steps began that are stored. Null where neither is known.</param>
/// <param name="EndedAt">When it failed or the run ended; null before.</param>
/// <param name="QueueDelay">From the one to the other: a delay and a backoff are part of it.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
/// <param name="LogLines">How many lines of its log are kept.</param>
internal sealed record TimelineAttempt(
    int Attempt,
    RunStatus Status,
    DateTimeOffset? QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    TimeSpan? QueueDelay,
    TimelineError? Error,
    int LogLines);
