using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Redflow.Runs;

/// <summary>
/// A run's identity: 23 characters of lower-case Crockford base 32, made by the client so that an emit sent twice is one run.
/// </summary>
/// <remarks>
/// Nine characters of the client's clock (Unix milliseconds, for reading and for order only: nothing durable depends on it), twelve
/// random ones that count up within a millisecond, so that ids of one process sort in the order they were made, and two for the
/// partition that the run lives in.
/// </remarks>
[JsonConverter(typeof(RunIdJsonConverter))]
public readonly record struct RunId : ISpanParsable<RunId>, IComparable<RunId>
{
    /// <summary>The number of characters in every id.</summary>
    public const int Length = 23;

    /// <summary>The number of partitions that an id can name.</summary>
    public const int MaxPartitions = 1 << 10;

    internal const string Rule = "A run id is 23 characters of 0-9 and a-z without i, l, o and u.";

    private const int TimeLength = 9;
    private const int PartitionLength = 2;

    private readonly string? _value;

    private RunId(string value) => _value = value;

    /// <summary>The partition that the run lives in.</summary>
    public int Partition => (int)Base32.Read(ToString().AsSpan(Length - PartitionLength));

    /// <summary>Makes a new id for a partition.</summary>
    /// <param name="partition">The partition, from 0 to <see cref="MaxPartitions"/> - 1.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static RunId New(int partition, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, MaxPartitions);
        var (milliseconds, random) = MonotonicStamp.Next((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds());
        return Make(milliseconds, random, partition);
    }

    /// <summary>Makes the one id that something with an id owes to a purpose: the same from every process that comes to it.</summary>
    /// <param name="source">Whose time it takes.</param>
    /// <param name="purpose">What tells it apart from the source's other ones.</param>
    /// <param name="partition">The partition, from 0 to <see cref="MaxPartitions"/> - 1.</param>
    internal static RunId Derive(RunId source, string purpose, int partition)
    {
        return Make(Base32.Read(source.ToString().AsSpan(0, TimeLength)), Hash($"{source} {purpose}"), partition);
    }

    /// <summary>Makes the one id of the run that an instant of a schedule starts.</summary>
    /// <param name="schedule">The schedule's id.</param>
    /// <param name="plannedAt">The instant.</param>
    /// <param name="partition">The partition, from 0 to <see cref="MaxPartitions"/> - 1.</param>
    internal static RunId OfTick(string schedule, DateTimeOffset plannedAt, int partition)
    {
        var time = plannedAt.ToUnixTimeMilliseconds();
        return Make(time, Hash($"tick {time} {schedule}"), partition);
    }

    /// <summary>Makes the one id that goes with a text; it shows no time.</summary>
    /// <param name="text">What tells it apart from all others.</param>
    /// <param name="partition">The partition, from 0 to <see cref="MaxPartitions"/> - 1.</param>
    internal static RunId OfText(string text, int partition) => Make(Hash($"time {text}"), Hash(text), partition);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a run id.</exception>
    public static RunId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id)
            ? id
            : throw new FormatException(Rule);

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static RunId Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var id) ? id : throw new FormatException(Rule);

    /// <summary>Reads an id, when the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out RunId result)
    {
        var valid = IsValid(s);
        result = valid ? new(s.ToString()) : default;
        return valid;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out RunId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunId result)
    {
        var valid = IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    private static bool IsValid(ReadOnlySpan<char> text) => text.Length == Length && Base32.IsValid(text);

    private static RunId Make(long time, long random, int partition) => new(string.Create(Length, (time, random, partition), static (span, id) =>
    {
        Base32.Write(id.time, span[..TimeLength]);
        Base32.Write(id.random, span[TimeLength..^PartitionLength]);
        Base32.Write(id.partition, span[^PartitionLength..]);
    }));

    private static long Hash(string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & long.MaxValue;

    /// <summary>Orders ids by their text: those of one process in the order they were made.</summary>
    public int CompareTo(RunId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>Returns the id's text.</summary>
    public override string ToString() => _value ?? throw new InvalidOperationException("This RunId was never given a value.");

#pragma warning disable CS1591 // The operators that CA1036 asks for say nothing that CompareTo doesn't.
    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591
}
