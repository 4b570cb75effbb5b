using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Design;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>What a rerun begins with, as its form asks.</summary>
/// <param name="Run">The run to repeat.</param>
/// <param name="Steps">The names of steps that it may begin at, the first one first.</param>
/// <param name="Stored">The run's input as the form shows it.</param>
internal sealed record RerunForm(RunSummary Run, IReadOnlyList<string> Steps, EditableInput Stored)
{
    public const string InputField = "input";
    public const string StepField = "step";

    /// <summary>The most steps that are offered: the last ones.</summary>
    public const int MaxSteps = 500;

    /// <summary>What is in the field of the input.</summary>
    public string Input { get; init; } = Stored.Text;

    /// <summary>The step to begin at; null for the start.</summary>
    public string? Step { get; init; }

    /// <summary>What makes it one run, however often it is sent.</summary>
    public Guid Once { get; init; } = Guid.NewGuid();

    /// <summary>What is wrong with the input; null for nothing.</summary>
    public string? InputMistake { get; init; }

    /// <summary>What is wrong with the step; null for nothing.</summary>
    public string? StepMistake { get; init; }

    /// <summary>The form as it was sent. A question that asks for a rerun alone has no fields of these: the run is repeated as it was.</summary>
    public RerunForm With(IFormCollection sent) => this with
    {
        Input = sent[InputField].ToString(),
        Step = sent[StepField].ToString() is { Length: > 0 } step ? step : null,
        Once = OnceField.Read(sent) ?? Once,
    };
}
