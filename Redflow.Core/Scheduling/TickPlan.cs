using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;

namespace Redflow.Scheduling;

/// <summary>Decides what is to become of a schedule's instants. Every scheduler decides the same at the same time.</summary>
internal static class TickPlan
{
    /// <summary>How many instants are looked at: after a long outage the rest is for the next look.</summary>
    public const int MostInstants = 10_000;

    /// <summary>How many runs one look starts.</summary>
    public const int MostRuns = 100;

    /// <summary>How many missed instants are noted: as many as the history keeps.</summary>
    public const int MostMissed = 1_000;

    public static ScheduleTick Of(StoredSchedule schedule, DateTimeOffset now)
    {
        var (due, next) = (new List<DateTimeOffset>(), schedule.NextAt);
        while (next is { } instant && due.Count < MostInstants && DueAt(schedule, instant) <= now)
        {
            due.Add(instant);
            next = schedule.Definition.Next(instant, schedule.TimedAt);
        }

        var isLast = next is null || DueAt(schedule, next.Value) > now;
        var fired = Fired(schedule.Definition.Options, due, isLast, now);
        if (fired.Count > MostRuns)
        {
            next = fired[MostRuns];
            fired = fired[..MostRuns];
        }

        var missed = due.TakeWhile(instant => fired.Count == 0 || instant < fired[0]).TakeLast(MostMissed);
        return new(
            schedule,
            TickOutcome.Fired,
            [.. missed],
            [.. fired.Select(instant => new TickRun(instant, RunId.OfTick(schedule.Definition.Id, instant, schedule.Partition)))],
            next,
            next is { } following ? DueAt(schedule, following) : null);
    }

    /// <summary>Those of the due instants that start runs: the last ones.</summary>
    private static List<DateTimeOffset> Fired(ScheduleOptions options, List<DateTimeOffset> due, bool isLast, DateTimeOffset now) => options.Misfire switch
    {
        MisfirePolicy.FireAll => due.FindAll(instant => now - instant <= options.Window),
        MisfirePolicy.Skip => due.FindAll(instant => isLast && instant == due[^1] && now - instant <= options.Window),
        _ => due.FindAll(instant => isLast && instant == due[^1]),
    };

    /// <summary>When an instant is due: later by its jitter, and by half of the time to the next one at most, so that two never meet.</summary>
    public static DateTimeOffset DueAt(StoredSchedule schedule, DateTimeOffset instant)
    {
        var (definition, jitter) = (schedule.Definition, schedule.Definition.Options.Jitter);
        if (jitter == TimeSpan.Zero)
        {
            return instant;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"jitter {instant.ToUnixTimeMilliseconds()} {definition.Id}"));
        var delay = TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt64BigEndian(hash) % ((ulong)jitter.TotalMilliseconds + 1));
        var room = definition.Next(instant, schedule.TimedAt) is { } next ? (next - instant) / 2 : jitter;
        return instant + (delay < room ? delay : room);
    }
}
