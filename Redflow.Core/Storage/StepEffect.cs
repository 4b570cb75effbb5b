namespace Redflow.Storage;

/// <summary>What a step's commit owes to others: delivered once the commit is stored, exactly once.</summary>
public abstract record StepEffect
{
    private StepEffect()
    {
    }

    /// <summary>A run to emit.</summary>
    public sealed record EmitRun(NewRun Run) : StepEffect;

    /// <summary>An event to emit.</summary>
    public sealed record EmitEvent(NewEvent Event) : StepEffect;
}
