using System.Diagnostics.CodeAnalysis;
using Redflow.Runs;

namespace Redflow.Events;

/// <summary>An event's identity, of the same form as a <see cref="RunId"/>: made by the client, so that an emit sent twice is one event.</summary>
/// <param name="Value">The form.</param>
public readonly record struct EventId(RunId Value) : ISpanParsable<EventId>
{
    /// <summary>The partition that the event lives in.</summary>
    public int Partition => Value.Partition;

    /// <summary>Makes a new id for a partition.</summary>
    public static EventId New(int partition, TimeProvider? time = null) => new(RunId.New(partition, time));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an event id.</exception>
    public static EventId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => new(RunId.Parse(s, provider));

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static EventId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <summary>Reads an id, when the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out EventId result)
    {
        var valid = RunId.TryParse(s, provider, out var id);
        result = new(id);
        return valid;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out EventId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <summary>Returns the id's text.</summary>
    public override string ToString() => Value.ToString();
}
