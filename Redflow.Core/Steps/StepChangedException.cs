namespace Redflow.Steps;

/// <summary>A step's name stands for another kind of step than the one that this run has stored under it. Never retried.</summary>
public sealed class StepChangedException(string step, string stored, string now)
    : NonRetriableException(
        $"'{step}' is {stored} in this run, and now it is {now}. A deploy changed the step under running runs: give the new one a name of its own.")
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;
}
