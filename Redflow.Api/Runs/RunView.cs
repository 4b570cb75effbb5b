using System.Diagnostics.CodeAnalysis;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>A run with its payloads, and why it waits.</summary>
internal sealed record RunView : RunSummary
{
    [SetsRequiredMembers]
    public RunView(Run run, WaitView? wait)
        : base(run)
    {
        (Input, Output, Error, FailedAttempts) = (run.Input, run.Output, run.Error, run.FailedAttempts);
        (CustomStatus, Progress, TraceParent, Wait) = (run.CustomStatus, run.Progress, run.TraceParent, wait);
    }

    public Payload Input { get; }

    public Payload? Output { get; }

    public RunError? Error { get; }

    public IReadOnlyList<RunAttempt> FailedAttempts { get; }

    public Payload? CustomStatus { get; }

    public RunProgress? Progress { get; }

    public string? TraceParent { get; }

    /// <summary>Why it isn't running; null when it runs or has ended.</summary>
    public WaitView? Wait { get; }
}
