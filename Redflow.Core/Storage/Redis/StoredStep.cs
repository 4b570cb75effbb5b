using System.Buffers.Text;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Redis;

/// <summary>
/// A step as a field of the run's hash: <c>kind,time,duration,attempt,position,payload</c>, where the kind is one letter and the time is
/// when it was stored or, for a wait, when it is over; both times in milliseconds.
/// </summary>
internal readonly record struct StoredStep(char Kind, long Time, long Duration, int Attempt, int Position, ReadOnlyMemory<byte> Payload)
{
    public const string Succeeded = "S";
    public const string Failed = "F";
    public const string Waiting = "W";

    /// <summary>What the names of the fields that hold steps begin with.</summary>
    public const string FieldPrefix = "s:";

    public static StoredStep Read(byte[] value)
    {
        ReadOnlySpan<byte> rest = value.AsSpan(2);
        var time = ReadNumber(ref rest);
        var duration = ReadNumber(ref rest);
        var attempt = (int)ReadNumber(ref rest);
        var position = (int)ReadNumber(ref rest);
        return new((char)value[0], time, duration, attempt, position, value.AsMemory(value.Length - rest.Length));
    }

    public bool Is(string kind) => Kind == kind[0];

    public StepRecord ToRecord(string name, DateTimeOffset now)
    {
        var finishedAt = Replies.Time(Time);
        var status = Is(Failed) ? StepStatus.Failed : Is(Succeeded) || finishedAt <= now ? StepStatus.Succeeded : StepStatus.Running;
        return new()
        {
            Name = name,
            Status = status,
            Attempt = Attempt,
            StartedAt = finishedAt.AddMilliseconds(-Duration),
            FinishedAt = finishedAt,
            Output = Is(Succeeded) ? new Payload(Payload) : null,
            Error = Is(Failed) ? JsonSerializer.Deserialize<RunError>(Payload.Span, PayloadJson.Options) : null,
        };
    }

    private static long ReadNumber(ref ReadOnlySpan<byte> rest)
    {
        if (!Utf8Parser.TryParse(rest, out long number, out var length))
        {
            throw new FormatException("A stored step does not begin with kind,time,duration,attempt,position.");
        }

        rest = rest[(length + 1)..];
        return number;
    }
}
