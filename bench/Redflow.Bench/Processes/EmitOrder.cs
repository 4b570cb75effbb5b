namespace Redflow.Bench.Processes;

/// <summary>Runs that a producer is to emit, numbered from 0.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Count">How many.</param>
/// <param name="InFlight">How many calls are under way at a time.</param>
internal sealed record EmitOrder(string Workflow, int Count, int InFlight)
{
    /// <summary>How many runs a call creates; 0 for one by the call for a single one.</summary>
    public int Bulk { get; init; }

    /// <summary>When to begin no more calls.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>How many limited workflows they go around, in place of the workflow; 0 for none. Not in bulk.</summary>
    public int Limited { get; init; }

    /// <summary>How large each input is, for a workflow that takes documents; 0 for the others. Not in bulk.</summary>
    public int PayloadBytes { get; init; }
}
