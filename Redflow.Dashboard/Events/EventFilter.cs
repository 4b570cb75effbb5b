using Redflow.Dashboard.Queries;
using Redflow.Events;

namespace Redflow.Dashboard.Events;

/// <summary>Which events a list shows.</summary>
/// <param name="Name">Those of this name; empty for all.</param>
/// <param name="Key">Those with this correlation key; empty for all.</param>
/// <param name="IsMatched">Those that have matched something, or nothing; null for all.</param>
internal sealed record EventFilter(string Name, string Key, bool? IsMatched)
{
    private const string Matched = "matched";
    private const string Unmatched = "unmatched";

    public EventQuery Query => new() { Name = Name.Length > 0 ? Name : null, Limit = Sieve.Rows };

    public bool IsAll => Name.Length == 0 && !IsSifted;

    /// <summary>Whether more has to be looked at than is shown: events are kept by time and by name.</summary>
    public bool IsSifted => Key.Length > 0 || IsMatched is not null;

    /// <summary>The word that an address says it by; null for all.</summary>
    public string? State => IsMatched switch { true => Matched, false => Unmatched, null => null };

    public static EventFilter Parse(string? name, string? key, string? state) =>
        new(name?.Trim() ?? "", key?.Trim() ?? "", state switch { Matched => true, Unmatched => false, _ => null });

    public bool Takes(EventRecord found) =>
        (Key.Length == 0 || found.CorrelationKey == Key) && (IsMatched is null || IsMatched == found.Started.Count + found.Released.Count > 0);

    /// <summary>The page's address.</summary>
    public string UrlOf(string? cursor = null) => Address.Of("events", ("name", Name), ("key", Key), ("state", State), ("cursor", cursor));
}
