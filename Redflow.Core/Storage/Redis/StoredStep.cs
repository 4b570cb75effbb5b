using System.Buffers.Text;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Redis;

/// <summary>
/// A step as a field of the run's hash: <c>kind,time,span,attempt,position,payload</c>, where the kind is one letter. Of one that has ended,
/// the time is when it was stored, and the span its duration; of one that waits, the time is when its wait is over, 0 for never, and the
/// span when it began. All in milliseconds.
/// </summary>
internal readonly record struct StoredStep(char Kind, long Time, long Span, int Attempt, int Position, ReadOnlyMemory<byte> Payload)
{
    public const string Succeeded = "S";
    public const string Failed = "F";

    /// <summary>Failed for good: what it waited for failed.</summary>
    public const string Broken = "B";
    public const string Sleep = "W";
    public const string Child = "C";
    public const string Event = "E";
    public const string Signal = "G";

    /// <summary>What the names of the fields that hold steps begin with.</summary>
    public const string FieldPrefix = "s:";

    /// <summary>What the names of the fields begin with that hold what has ended a step's wait: the id of an event, or the letter of another kind.</summary>
    public const string EnderPrefix = "v:";

    public static StoredStep Read(byte[] value)
    {
        ReadOnlySpan<byte> rest = value.AsSpan(2);
        var time = ReadNumber(ref rest);
        var span = ReadNumber(ref rest);
        var attempt = (int)ReadNumber(ref rest);
        var position = (int)ReadNumber(ref rest);
        return new((char)value[0], time, span, attempt, position, value.AsMemory(value.Length - rest.Length));
    }

    public bool Is(string kind) => Kind == kind[0];

    public bool IsWait => Is(Sleep) || Is(Child) || Is(Event) || Is(Signal);

    /// <summary>What is left of a wait; the maximum for one without a time-out.</summary>
    public TimeSpan Left(long now) => Time == 0 ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(Time - now);

    public RunError Error => JsonSerializer.Deserialize<RunError>(Payload.Span, PayloadJson.Options)!;

    /// <param name="name">The step's name.</param>
    /// <param name="endedBy">What has ended its wait; null for a step of work, and for one that waits.</param>
    /// <param name="now">When it was read.</param>
    public StepRecord ToRecord(string name, string? endedBy, DateTimeOffset now)
    {
        DateTimeOffset? finishedAt = Time == 0 ? null : Replies.Time(Time);
        var failed = Is(Failed) || Is(Broken);
        return new()
        {
            Name = name,
            Status = failed ? StepStatus.Failed : Is(Succeeded) || (Is(Sleep) && finishedAt <= now) ? StepStatus.Succeeded : StepStatus.Running,
            Attempt = Attempt,
            StartedAt = Replies.Time(IsWait ? Span : Time - Span),
            FinishedAt = finishedAt,
            WaitedFor = IsWait ? WaitOf(Kind.ToString()) : endedBy is null ? null : WaitOf(endedBy),
            Output = Is(Succeeded) ? new Payload(Payload) : null,
            Error = failed ? Error : null,
        };
    }

    /// <summary>What a step of a suspended run waits for; null for one that does not.</summary>
    public WaitingStep? ToWaiting(string name) => !IsWait
        ? null
        : new(
            name,
            WaitOf(Kind.ToString()),
            Is(Sleep) ? null : System.Text.Encoding.UTF8.GetString(Payload.Span).Split('\n')[0],
            Time == 0 ? null : Replies.Time(Time));

    private static WaitKind WaitOf(string ender) => ender switch { Sleep => WaitKind.Sleep, Child => WaitKind.Child, Signal => WaitKind.Signal, _ => WaitKind.Event };

    private static long ReadNumber(ref ReadOnlySpan<byte> rest)
    {
        if (!Utf8Parser.TryParse(rest, out long number, out var length))
        {
            throw new FormatException("A stored step does not begin with kind,time,span,attempt,position.");
        }

        rest = rest[(length + 1)..];
        return number;
    }
}
