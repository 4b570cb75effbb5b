using Redflow.Runs;

namespace Redflow.Steps;

/// <summary>A step that failed in the run that is being compensated; what it threw then is gone, what was stored of it is here.</summary>
/// <remarks>
/// Where a handler that has compensations goes on after a step's failure, it has to catch this besides the step's own exception:
/// <c>catch (Exception e) when (e is HttpRequestException or StepFailedException)</c>.
/// </remarks>
public sealed class StepFailedException(string step, RunError error)
    : NonRetriableException($"Step '{step}' failed: {error.Type}: {error.Message}")
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;

    /// <summary>What went wrong.</summary>
    public RunError Error { get; } = error;
}
