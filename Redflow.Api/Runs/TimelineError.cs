using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>An error without its stack trace.</summary>
internal sealed record TimelineError(string Type, string Message, string? Step, RunId? Child)
{
    public static TimelineError? Of(RunError? error) => error is null ? null : new(error.Type, error.Message, error.Step, error.Child);
}
