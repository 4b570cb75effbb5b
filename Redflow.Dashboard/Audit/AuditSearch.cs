using Redflow.Auditing;

namespace Redflow.Dashboard.Audit;

/// <summary>Which entries of the audit log are asked for.</summary>
/// <param name="Text">Words; an entry has to have each in its caller, role, method, route, target or address.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>; null for all.</param>
internal sealed record AuditSearch(string Text, string? Outcome)
{
    public const string Made = "made";
    public const string Refused = "refused";

    /// <summary>What a change may have come to: it was made, or refused, which is also how one ends that failed.</summary>
    public static readonly IReadOnlyList<string> Outcomes = [Made, Refused];

    private readonly string[] _words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether every entry is asked for.</summary>
    public bool IsForAll => _words.Length == 0 && Outcome is null;

    public static AuditSearch Of(string? text, string? outcome) => new(text?.Trim() ?? "", Outcomes.FirstOrDefault(known => known == outcome));

    /// <summary>What a change came to.</summary>
    public static string OutcomeOf(AuditedChange change) => change.Status < 400 ? Made : Refused;

    public bool Finds(AuditEntry entry)
    {
        var change = entry.Change;
        string?[] texts = [change.Caller, change.Role, change.Method, change.Route, change.Target, change.Address];
        return (Outcome is null || Outcome == OutcomeOf(change))
            && Array.TrueForAll(_words, word => Array.Exists(texts, text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));
    }
}
