using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>What a renewal came to.</summary>
/// <param name="Known">False when the lease was already reaped: the worker has to register again.</param>
/// <param name="Lost">The runs that the worker no longer holds.</param>
/// <param name="TimedOut">The runs that it held and that have ended because they took longer than their time-outs.</param>
/// <param name="Canceled">The runs whose cancellation was asked for.</param>
/// <param name="Returned">How many strangers went back to their queues.</param>
public sealed record RenewReply(
    bool Known, IReadOnlyList<RunId> Lost, IReadOnlyList<RunId> TimedOut, IReadOnlyList<RunId> Canceled, int Returned)
{
    /// <summary>The partitions that did not answer: the runs that live there are neither renewed nor lost. When none answers, the renewal throws.</summary>
    public IReadOnlyList<int> Unanswered { get; init; } = [];

    /// <summary>Why a partition did not answer; null when all did.</summary>
    public Exception? Failure { get; init; }
}
