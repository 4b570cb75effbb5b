using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>An error without its stack trace.</summary>
/// <param name="Type">The exception's full type name.</param>
/// <param name="Message">Its message.</param>
/// <param name="Step">The step in which it was thrown; null for none.</param>
/// <param name="Child">The child that failed, where a step waited for one; null for none.</param>
internal sealed record TimelineError(string Type, string Message, string? Step, RunId? Child)
{
    public static TimelineError? Of(RunError? error) => error is null ? null : new(error.Type, error.Message, error.Step, error.Child);
}
