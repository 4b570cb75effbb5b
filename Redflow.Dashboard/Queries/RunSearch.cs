using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Dashboard.Queries;

/// <summary>What somebody has written into the query bar, such as <c>status:failed workflow:checkout tag:tenant=42 since:24h</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Query">Which runs it means, as far as it can be read.</param>
/// <param name="Mistakes">What can't be read, and what to write instead.</param>
internal sealed record RunSearch(string Text, RunQuery Query, IReadOnlyList<string> Mistakes)
{
    private const int FingerprintLength = 16;

    /// <summary>The words before a colon, and what they take, as the page explains them.</summary>
    public static readonly IReadOnlyList<(string Word, string Takes)> Words =
    [
        ("status", "failed, or several with commas between: status:failed,canceled"),
        ("workflow", "the name of a workflow"),
        ("queue", "the name of a queue"),
        ("tag", "a tag, as the run carries it: tag:tenant=42"),
        ("since", "how long ago it was emitted at most, or a time: since:24h, since:2026-01-31T12:00Z"),
        ("before", "how long ago it was emitted at least, or a time: before:1h, before:2026-01-31"),
        ("id", "the beginning of its id, or whole ids with commas between"),
        ("error", "the fingerprint of its error, 16 hexadecimal digits, or how it begins: error:#a1f3"),
        ("parent", "the id of the run that made it"),
        ("limit", "its limit key"),
        ("key", "its idempotency key; with workflow"),
    ];

    /// <summary>How the fingerprint begins that is asked for, where it is not told whole: <see cref="RunFinder"/> finds the whole one. Null for none.</summary>
    public string? FingerprintPrefix { get; init; }

    /// <summary>Whether nothing but statuses and a workflow is asked for, so that the counts of these hold for what is listed.</summary>
    public bool IsCounted => Mistakes.Count == 0 && SearchTerm.Split(Text).All(term => term.Word is "status" or "workflow");

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; terms with blanks between them, quotes around values that have blanks.</param>
    /// <param name="now">What <c>since</c> and <c>before</c> go back from.</param>
    public static RunSearch Parse(string? text, DateTimeOffset now)
    {
        var (query, mistakes) = (new RunQuery(), new List<string>());
        var prefix = default(string);
        var terms = SearchTerm.Split(text ?? "");
        mistakes.AddRange(terms.GroupBy(term => term.Word.Length == 0 ? "id" : term.Word).Where(word => word.Count() > 1)
            .Select(word => $"{word.Key}: stands there {word.Count()} times, and a run can be asked for one only."));
        foreach (var term in terms)
        {
            if (term.Word == "error" && term.Value.TrimStart('#') is { Length: > 0 and < FingerprintLength } digits && digits.All(char.IsAsciiHexDigit))
            {
                prefix = digits.ToLowerInvariant();
            }
            else
            {
                query = Add(query, term, now, mistakes);
            }
        }

        if (query is { IdempotencyKey: not null, Workflow: null })
        {
            mistakes.Add("key: belongs to a workflow. Add workflow:… too.");
            query = query with { IdempotencyKey = null };
        }

        if (query is { Ids.Count: > 0, Parent: not null } or { Ids.Count: > 0, IdempotencyKey: not null })
        {
            mistakes.Add("Whole ids name the runs: take parent: and key: away.");
            query = query with { Ids = [] };
        }

        return new(text?.Trim() ?? "", query, mistakes) { FingerprintPrefix = prefix };
    }

    /// <summary>Writes a query as a text that finds the same.</summary>
    public static string TextOf(RunQuery query)
    {
        IReadOnlyList<RunStatus> statuses = query.Status is { } only ? [only] : query.Statuses;
        (string Word, string? Value)[] terms =
        [
            ("status", statuses.Count > 0 ? string.Join(',', statuses.Select(status => status.ToWord())) : null),
            ("workflow", query.Workflow),
            ("queue", query.Queue),
            ("tag", query.Tag),
            ("limit", query.LimitKey),
            ("parent", query.Parent?.ToString()),
            ("error", query.Fingerprint),
            ("key", query.IdempotencyKey),
            ("id", query.Ids.Count > 0 ? string.Join(',', query.Ids) : query.IdPrefix),
            ("since", query.CreatedFrom is { } from ? TimePoint.Text(from) : null),
            ("before", query.CreatedBefore is { } before ? TimePoint.Text(before) : null),
        ];
        return string.Join(' ', terms.Where(term => term.Value is not null).Select(term => new SearchTerm(term.Word, term.Value!).ToString()));
    }

    /// <summary>The address of the page that finds the same.</summary>
    public static string UrlOf(RunQuery query) => Address.Of("runs", ("q", TextOf(query)));

    /// <summary>The text with other statuses, and all else as it was.</summary>
    /// <param name="status">The status; null for all.</param>
    public string With(RunStatus? status) => string.Join(' ', SearchTerm.Split(Text)
        .Where(term => term.Word != "status")
        .Select(term => term.ToString())
        .Prepend(status is { } only ? $"status:{only.ToWord()}" : "")
        .Where(term => term.Length > 0));

    private static RunQuery Add(RunQuery query, SearchTerm term, DateTimeOffset now, List<string> mistakes)
    {
        var value = term.Value;
        switch (term.Word)
        {
            case "status" when value.Split(',').All(word => RunStatuses.TryParse(word, out _)):
                return query with { Statuses = [.. value.Split(',').Select(word => RunStatuses.All.Single(status => status.ToWord() == word)).Distinct()] };
            case "workflow" when Names.IsValid(value):
                return query with { Workflow = value };
            case "queue" when Names.IsValid(value):
                return query with { Queue = value };
            case "tag" when Names.IsLabel(value, EmitOptions.MaxTagLength):
                return query with { Tag = value };
            case "since" when TimePoint.TryParse(value, now, out var from):
                return query with { CreatedFrom = from };
            case "before" when TimePoint.TryParse(value, now, out var before):
                return query with { CreatedBefore = before };
            case "id" or "" when TryReadIds(value, out var ids):
                return query with { Ids = ids };
            case "id" or "" when IsIdPrefix(value):
                return query with { IdPrefix = value };
            case "error" when value.TrimStart('#') is { Length: FingerprintLength } digits && digits.All(char.IsAsciiHexDigit):
                return query with { Fingerprint = digits.ToLowerInvariant() };
            case "parent" when RunId.TryParse(value, null, out var parent):
                return query with { Parent = parent };
            case "limit" when Names.IsLabel(value, Names.MaxLabelLength):
                return query with { LimitKey = value };
            case "key" when Names.IsLabel(value, EmitOptions.MaxKeyLength):
                return query with { IdempotencyKey = value };
            default:
                mistakes.Add(Mistake(term));
                return query;
        }
    }

    private static string Mistake(SearchTerm term) => term.Word switch
    {
        "" => $"'{term.Value}' is not the beginning of a run's id. Write what is meant before a colon: {string.Join(", ", Words.Select(word => $"{word.Word}:"))}.",
        "status" => $"'{term.Value}' is no status. There are {string.Join(", ", RunStatuses.All.Select(status => status.ToWord()))}.",
        "since" or "before" => $"'{term.Value}' is not {TimePoint.Forms}.",
        _ => Words.FirstOrDefault(word => word.Word == term.Word) is { Word: not null } known
            ? $"'{term.Value}' can't stand behind {known.Word}: it takes {known.Takes}."
            : $"There is no '{term.Word}:'. There are {string.Join(", ", Words.Select(word => $"{word.Word}:"))}.",
    };

    private static bool TryReadIds(string text, out IReadOnlyList<RunId> ids)
    {
        var words = text.Split(',');
        ids = [.. words.Select(word => RunId.TryParse(word, null, out var id) ? id : default(RunId?)).OfType<RunId>()];
        return ids.Count == words.Length && ids.Count <= RunQuery.MaxLimit;
    }

    private static bool IsIdPrefix(string text) => text.Length is >= 1 and <= RunId.Length && RunId.TryParse(text.PadRight(RunId.Length, '0'), null, out _);
}
