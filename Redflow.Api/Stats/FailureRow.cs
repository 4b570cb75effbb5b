using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>Runs that failed alike. Of the error of the newest, what tells a reader what it is.</summary>
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
