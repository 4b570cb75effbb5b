namespace Redflow.Payloads;

/// <summary>The input does not fit the workflow. Never retried.</summary>
public sealed class InputValidationException : NonRetriableException
{
    /// <summary>Names the workflow and what is wrong with its input.</summary>
    public InputValidationException(string workflow, IReadOnlyList<InputProblem> problems, Exception? innerException = null)
        : base($"The input of workflow '{workflow}' is not valid: {string.Join("; ", problems)}", innerException)
    {
        Workflow = workflow;
        Problems = problems;
    }

    /// <summary>The workflow.</summary>
    public string Workflow { get; }

    /// <summary>Everything that is wrong, a member each.</summary>
    public IReadOnlyList<InputProblem> Problems { get; }
}
