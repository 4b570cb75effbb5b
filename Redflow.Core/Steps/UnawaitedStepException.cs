namespace Redflow.Steps;

/// <summary>A handler returned while steps were still running: their results would be lost. Never retried.</summary>
public sealed class UnawaitedStepException(IReadOnlyList<string> steps)
    : NonRetriableException(
        $"The handler returned while steps were still running: {string.Join(", ", steps.Select(step => $"'{step}'"))}. Await the task of every step; after Task.WhenAny, those of the others too.")
{
    /// <summary>The steps.</summary>
    public IReadOnlyList<string> Steps { get; } = steps;
}
