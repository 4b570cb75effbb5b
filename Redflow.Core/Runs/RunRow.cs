using System.Diagnostics.CodeAnalysis;
using Redflow.Payloads;

namespace Redflow.Runs;

/// <summary>A row of a list that was asked for payloads: those are null that were not asked for, that there are none of, and that are <see cref="Omitted"/>.</summary>
public sealed record RunRow : RunSummary
{
    /// <summary>Creates a row of its parts.</summary>
    public RunRow()
    {
    }

    [SetsRequiredMembers]
    internal RunRow(RunSummary summary)
        : base(summary)
    {
    }

    /// <summary>The input it was emitted with.</summary>
    public Payload? Input { get; init; }

    /// <summary>What the handler returned.</summary>
    public Payload? Output { get; init; }

    /// <summary>The error of the latest failed attempt.</summary>
    public RunError? Error { get; init; }

    /// <summary>What the handler has set as the run's status.</summary>
    public Payload? CustomStatus { get; init; }

    /// <summary>How far it has come, as the handler says.</summary>
    public RunProgress? Progress => StoredProgress?.As<RunProgress>();

    /// <summary>What was asked for and left out because it is too large: read the run for it.</summary>
    public RunPayloads Omitted { get; init; }

    internal Payload? StoredProgress { get; init; }
}
