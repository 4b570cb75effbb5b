using System.Diagnostics.CodeAnalysis;
using Redflow.Payloads;

namespace Redflow.Runs;

/// <summary>A run with its payloads.</summary>
public sealed record Run : RunSummary
{
    /// <summary>Creates a run of its parts.</summary>
    public Run()
    {
    }

    [SetsRequiredMembers]
    internal Run(RunSummary summary, Payload input)
        : base(summary) => Input = input;

    /// <summary>The input it was emitted with.</summary>
    public required Payload Input { get; init; }

    /// <summary>What the handler returned; null unless it <see cref="RunStatus.Succeeded"/>.</summary>
    public Payload? Output { get; init; }

    /// <summary>The error of the latest failed attempt, also while the run is retried.</summary>
    public RunError? Error { get; init; }

    /// <summary>The attempts that failed and that another one followed, the first one first.</summary>
    public IReadOnlyList<RunAttempt> FailedAttempts { get; init; } = [];

    /// <summary>What the handler has set as the run's status; null when it has not.</summary>
    public Payload? CustomStatus { get; init; }

    /// <summary>How far it has come; null when the handler has not said.</summary>
    public RunProgress? Progress => StoredProgress?.As<RunProgress>();

    internal Payload? StoredProgress { get; init; }

    /// <summary>The W3C trace parent of the emit; null when it was not traced.</summary>
    public string? TraceParent { get; init; }
}
