using System.Diagnostics.CodeAnalysis;
using Redflow.Dashboard.Runs;
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

    /// <inheritdoc cref="Run.Input" />
    public Payload Input { get; }

    /// <inheritdoc cref="Run.Output" />
    public Payload? Output { get; }

    /// <inheritdoc cref="Run.Error" />
    public RunError? Error { get; }

    /// <inheritdoc cref="Run.FailedAttempts" />
    public IReadOnlyList<RunAttempt> FailedAttempts { get; }

    /// <inheritdoc cref="Run.CustomStatus" />
    public Payload? CustomStatus { get; }

    /// <inheritdoc cref="Run.Progress" />
    public RunProgress? Progress { get; }

    /// <inheritdoc cref="Run.TraceParent" />
    public string? TraceParent { get; }

    /// <summary>Why it isn't running; null when it runs or has ended.</summary>
    public WaitView? Wait { get; }
}
