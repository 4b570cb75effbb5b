namespace Redflow.Steps;

/// <summary>
/// A handler that is gone through once more, to find out what to undo, has ended before it came to all that its run had done. Nothing was undone: what it
/// would have registered is not known.
/// </summary>
/// <remarks>Retried like every failure. A compensation that has failed for good is retried in place, once the handler is mended.</remarks>
public sealed class CompensationIncompleteException(string step, Exception? cause)
    : RedflowException(
        $"The run had done step '{step}', but the handler, gone through once more to undo that, {Describe(cause)} before it came there. Nothing was undone: what it registers there is not known. {Advise(cause)}",
        cause)
{
    /// <summary>The first step that it did not come to.</summary>
    public string Step { get; } = step;

    private static string Describe(Exception? cause) => cause is null ? "returned" : $"threw {cause.GetType().FullName} ('{cause.Message}')";

    private static string Advise(Exception? cause) => cause is StepFailedException failed
        ? $"What step '{failed.Step}' threw in the run, a {failed.Error.Type}, is gone: where the handler catches that, let it catch StepFailedException too, then retry this run."
        : "Let the handler take the same way each time, as far as its steps have the same results, then retry this run.";
}
