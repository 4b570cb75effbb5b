using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Something that one run or event owes another, until it is delivered.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A run to emit; if it is a child, its parent's step is told when that comes to another run or to none.</summary>
    public sealed record EmitRun(NewRun Run) : Effect;

    /// <summary>A run of the workflow that handles an end, as it was: the run may have been retried since, or be gone.</summary>
    public sealed record HandleEnd(EndedRun Ended, string Handler, string? TraceParent) : Effect;

    /// <summary>An event to emit.</summary>
    public sealed record EmitEvent(NewEvent Event) : Effect;

    /// <summary>A step is told how its child ended.</summary>
    public sealed record EndChild(RunId Parent, string Step, RunId Child, RunOutcome Outcome, string? TraceParent = null) : Effect;

    /// <summary>A child is canceled with its parent.</summary>
    public sealed record CloseChild(RunId Child, string Reason) : Effect;

    /// <summary>A run that did not succeed is compensated.</summary>
    public sealed record Compensate(RunId Run) : Effect;

    /// <summary>A step waits for an event from now on, or gets one that has come since its start or, so long, before.</summary>
    public sealed record AwaitEvent(RunId Run, string Step, TimeSpan LookBack) : Effect;

    /// <summary>A step gets an event that came before it waited.</summary>
    public sealed record EventFound(RunId Run, string Step, EventId Event) : Effect;

    /// <summary>A step whose run has ended waits for an event no more.</summary>
    public sealed record UnawaitEvent(RunId Run, string Step, string Name, string Key) : Effect;

    /// <summary>An event starts runs and ends waits.</summary>
    public sealed record DeliverEvent(EventId Id) : Effect;
}
