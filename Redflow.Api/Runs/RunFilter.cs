using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>Which runs, in the words of a query or of a body; all that is given holds together.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RunFilter
{
    private static readonly string Words = string.Join(", ", RunStatuses.All.Select(status => status.ToWord()));

    /// <summary>Only runs of this workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only runs in one of these statuses, with commas between.</summary>
    public string? Status { get; init; }

    /// <summary>Only runs of this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Only runs that carry this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only children of this run, and the run that compensates it.</summary>
    public string? Parent { get; init; }

    /// <summary>Only runs with this limit key.</summary>
    public string? LimitKey { get; init; }

    /// <summary>Only failed runs whose error has this fingerprint.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Only the run of the workflow that has this idempotency key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Only runs whose id begins like this.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Only these runs, by their ids with commas between, 500 at most.</summary>
    public string? Ids { get; init; }

    /// <summary>Only runs that were created at this time or later.</summary>
    public string? CreatedFrom { get; init; }

    /// <summary>Only runs that were created before this time.</summary>
    public string? CreatedBefore { get; init; }

    /// <summary>Returns the words for a query of the engine's.</summary>
    public static RunFilter Of(RunQuery query) => new()
    {
        Workflow = query.Workflow,
        Status = StatusesOf(query) is { Length: > 0 } statuses ? string.Join(',', statuses.Select(status => status.ToWord())) : null,
        Queue = query.Queue,
        Tag = query.Tag,
        Parent = query.Parent?.ToString(),
        LimitKey = query.LimitKey,
        Fingerprint = query.Fingerprint,
        IdempotencyKey = query.IdempotencyKey,
        IdPrefix = query.IdPrefix,
        Ids = query.Ids.Count > 0 ? string.Join(',', query.Ids) : null,
        CreatedFrom = query.CreatedFrom?.UtcDateTime.ToString("O"),
        CreatedBefore = query.CreatedBefore?.UtcDateTime.ToString("O"),
    };

    /// <summary>Reads the query.</summary>
    /// <param name="reader">Where mistakes go.</param>
    /// <param name="path">What the names of the members begin with in the request.</param>
    public RunQuery ToQuery(ParameterReader reader, string path = "")
    {
        var query = new RunQuery
        {
            Workflow = reader.ReadWorkflow($"{path}workflow", Workflow),
            Statuses = ReadStatuses(reader, $"{path}status"),
            Queue = reader.ReadText($"{path}queue", Queue, Names.IsValid, $"a queue's name: {Names.Rule}"),
            Tag = reader.ReadLabel($"{path}tag", Tag, EmitOptions.MaxTagLength),
            Parent = reader.Read<RunId>($"{path}parent", Parent, TryParseId, $"a run's id: {RouteParameters.IdRule}"),
            LimitKey = reader.ReadLabel($"{path}limitKey", LimitKey, Names.MaxLabelLength),
            Fingerprint = reader.ReadText($"{path}fingerprint", Fingerprint, IsFingerprint, "a fingerprint: 16 hexadecimal digits in lower case"),
            IdempotencyKey = reader.ReadLabel($"{path}idempotencyKey", IdempotencyKey, EmitOptions.MaxKeyLength),
            IdPrefix = reader.ReadText($"{path}idPrefix", IdPrefix, IsIdPrefix, $"the beginning of a run's id: 1 to {RouteParameters.IdRule}"),
            Ids = ReadIds(reader, $"{path}ids"),
            CreatedFrom = reader.Read<DateTimeOffset>($"{path}createdFrom", CreatedFrom, UtcTime.TryParse, UtcTime.Forms),
            CreatedBefore = reader.Read<DateTimeOffset>($"{path}createdBefore", CreatedBefore, UtcTime.TryParse, UtcTime.Forms),
        };
        if (IdempotencyKey is not null && Workflow is null)
        {
            reader.Refuse($"{path}idempotencyKey", "belongs to a workflow: give workflow too");
        }

        if (Ids is not null && (Parent is not null || IdempotencyKey is not null))
        {
            reader.Refuse($"{path}ids", "goes neither with parent nor with idempotencyKey");
        }

        if (query.CreatedBefore <= query.CreatedFrom)
        {
            reader.Refuse($"{path}createdBefore", "has to be later than createdFrom");
        }

        return query;
    }

    private static RunStatus[] StatusesOf(RunQuery query) => query.Status is { } only ? [only] : [.. query.Statuses];

    private static bool TryParseId(string text, out RunId id) => RunId.TryParse(text, null, out id);

    private static bool IsFingerprint(string text) => text.Length == 16 && text.All(char.IsAsciiHexDigitLower);

    private static bool IsIdPrefix(string text) =>
        text.Length is >= 1 and <= RunId.Length && RunId.TryParse(text.PadRight(RunId.Length, '0'), null, out _);

    private RunId[] ReadIds(ParameterReader reader, string name)
    {
        var words = Ids?.Split(',') ?? [];
        if (words.Length > RunQuery.MaxLimit)
        {
            reader.Refuse(name, $"names {RunQuery.MaxLimit} runs at most");
            return [];
        }

        return [.. words.Select(word => reader.Read<RunId>(name, word, TryParseId, $"a run's id: {RouteParameters.IdRule}, or several with commas between")).OfType<RunId>()];
    }

    private RunStatus[] ReadStatuses(ParameterReader reader, string name)
    {
        var statuses = new List<RunStatus>();
        foreach (var word in Status?.Split(',') ?? [])
        {
            if (reader.Read<RunStatus>(name, word, RunStatuses.TryParse, $"one of {Words}, or several with commas between") is { } status)
            {
                statuses.Add(status);
            }
        }

        return [.. statuses.Distinct()];
    }
}
