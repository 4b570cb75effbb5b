using Redflow.Cli.Runs;

namespace Redflow.Cli.Bulk;

/// <summary>A bulk operation; one in a list has no counts.</summary>
internal sealed record BulkOperation(
    string Id,
    string? Operation,
    IReadOnlyDictionary<string, string?>? Filter,
    string? Reason,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? AbortReason,
    RunProgress? Progress,
    long? Matching,
    long? Changed,
    long? Skipped,
    RunError? Error)
{
    /// <summary>Which runs, in the words of the command line.</summary>
    public string Runs => Filter?.Where(member => member.Value is not null).Select(member => $"{member.Key}={member.Value}").ToArray() is { Length: > 0 } parts
        ? string.Join(' ', parts)
        : "all runs";
}
