namespace Redflow.Steps;

/// <summary>A step was begun inside the body of another one; the outer result could not be stored without the inner one's. Never retried.</summary>
public sealed class NestedStepException(string step, string outer)
    : NonRetriableException(
        $"Step '{step}' is begun inside the body of step '{outer}'. Steps can't be nested: begin '{step}' in the handler, or do its work in '{outer}' without a step of its own.")
{
    /// <summary>The step that was begun.</summary>
    public string Step { get; } = step;

    /// <summary>The step in whose body it was begun.</summary>
    public string Outer { get; } = outer;
}
