namespace Redflow.Steps;

/// <summary>A stored step result does not fit the type the handler now asks for. Never retried.</summary>
public sealed class StepResultException(string step, Type type, Exception innerException)
    : NonRetriableException(
        $"The stored result of step '{step}' can't be read as {type.FullName}. A deploy changed the type under running runs: keep the old shape readable, or give the step a new name.",
        innerException)
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;
}
