namespace Redflow.Steps;

/// <summary>A handler used a step name twice in one pass; its results could not be told apart. Never retried.</summary>
public sealed class DuplicateStepException(string step)
    : NonRetriableException(
        $"Step '{step}' is used twice in one pass of the handler. Step names are unique in a run: add what tells them apart, such as the loop's index ('{step}-1').")
{
    /// <summary>The name.</summary>
    public string Step { get; } = step;
}
