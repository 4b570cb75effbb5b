using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>Runs that failed alike. Of the error of the newest, what tells a reader what it is.</summary>
/// <param name="Fingerprint">What they have in common: 16 hexadecimal digits.</param>
/// <param name="Workflow">Their workflow.</param>
/// <param name="Count">How many.</param>
/// <param name="Type">The type of the newest run's error.</param>
/// <param name="Message">Its message.</param>
/// <param name="Step">The step in which it was thrown; null for none.</param>
/// <param name="FirstAt">When the oldest of them failed.</param>
/// <param name="LastAt">When the newest of them failed.</param>
/// <param name="Run">The newest of them.</param>
internal sealed record FailureRow(
    string Fingerprint,
    string Workflow,
    long Count,
    string Type,
    string Message,
    string? Step,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    RunId Run)
{
    public static FailureRow Of(FailureGroup group) => new(
        group.Fingerprint, group.Workflow, group.Count, group.Error.Type, group.Error.Message, group.Error.Step, group.FirstAt, group.LastAt, group.Run);
}
