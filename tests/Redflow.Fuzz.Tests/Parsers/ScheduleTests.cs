using Redflow.Fuzz.Tests.Storm;
using Redflow.Payloads;
using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Storage;

namespace Redflow.Fuzz.Tests.Parsers;

/// <summary>
/// Definitions of schedules. A line: kind, expression, then ticks of its interval or time, jitter, start, end, window, of when it was stored and of when it is looked
/// at; most ticks, overlap, misfire.
/// </summary>
public sealed class ScheduleTests
{
    private static readonly long[] Spans =
        [0, 1, -1, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond, TimeSpan.TicksPerSecond + 1, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay * 3_650, TimeSpan.TicksPerDay * 3_650 + 1, long.MaxValue, long.MinValue];

    private static readonly long[] Times =
        [0, 1, DateTime.UnixEpoch.Ticks, DateTime.UnixEpoch.Ticks - 1, new DateTime(2026, 3, 29, 1, 0, 0).Ticks, ScheduleOptions.MaxTime.Ticks, ScheduleOptions.MaxTime.Ticks + 1, DateTime.MaxValue.Ticks];

    [Fact]
    public Task Schedule_is_refused_by_name_or_can_be_planned_at_any_time() => new ShotStorm("schedules", 2_000).BreakAsync(Make, Take);

    private static Shot Make(Random random) => new(
        $"{random.Next(3)}",
        Hostile.Mostly(random, "* * * * *", "0 0 29 2 *", "* * * * * *"),
        random.Next(2) == 0 ? Span(random) : Time(random),
        Span(random),
        Maybe(random, Time),
        Maybe(random, Time),
        Maybe(random, Span),
        Clock(random),
        Clock(random),
        Maybe(random, number => $"{number.Next(-1, 3)}"),
        $"{random.Next(-1, 6)}",
        $"{random.Next(-1, 4)}");

    private static string Maybe(Random random, Func<Random, string> make) => random.Next(2) == 0 ? "" : make(random);

    /// <summary>What Redis's clock may say.</summary>
    private static string Clock(Random random) => $"{DateTime.UnixEpoch.AddSeconds(random.NextInt64(200L * 365 * 86_400)).Ticks}";

    private static string Span(Random random) => $"{(random.Next(3) > 0 ? Spans[random.Next(Spans.Length)] : random.NextInt64(TimeSpan.TicksPerDay * 4_000))}";

    private static string Time(Random random) => $"{(random.Next(3) > 0 ? Times[random.Next(Times.Length)] : random.NextInt64(DateTime.MaxValue.Ticks))}";

    private static void Take(Shot shot)
    {
        Schedule schedule = shot[0] switch
        {
            "0" => Schedule.Cron(shot[1]),
            "1" => Schedule.Every(new(Number(shot[2]))),
            _ => Schedule.Once(TimeOf(shot[2]) ?? default),
        };
        var options = new ScheduleOptions
        {
            Jitter = new(Number(shot[3])),
            StartAt = TimeOf(shot[4]),
            EndAt = TimeOf(shot[5]),
            MisfireWindow = shot[6].Length == 0 ? null : new(Number(shot[6])),
            MaxTicks = shot[9].Length == 0 ? null : (int)Number(shot[9]),
            Overlap = (OverlapPolicy)Number(shot[10]),
            Misfire = (MisfirePolicy)Number(shot[11]),
        };
        if (schedule.Mistakes().Concat(options.Mistakes()).ToArray() is { Length: > 0 } mistakes)
        {
            Assert.All(mistakes, mistake => Assert.NotEmpty(mistake.Message));
            return;
        }

        Plan(schedule, options, TimeOf(shot[7]) ?? default, TimeOf(shot[8]) ?? default);
    }

    private static void Plan(Schedule schedule, ScheduleOptions options, DateTimeOffset storedAt, DateTimeOffset now)
    {
        var definition = ScheduleDefinition.Make("id", "workflow", schedule, new Payload("null"u8.ToArray()), options, limitKey: null);
        var (readSchedule, readOptions) = ScheduleJson.Read(ScheduleJson.Write(definition.Schedule, definition.Options));
        Assert.Equal(definition.Schedule, readSchedule);
        Assert.Equal(definition.Options.EndAt, readOptions.EndAt);

        var stored = new StoredSchedule
        {
            Definition = definition,
            Partition = 0,
            IsEnabled = true,
            CreatedAt = storedAt,
            UpdatedAt = storedAt,
            TimedAt = storedAt,
            CountsFrom = storedAt,
            FiredTicks = 0,
        };
        var tick = TickPlan.Of(stored, now);
        Assert.InRange(tick.Runs.Count, 0, TickPlan.MostRuns);
        Assert.True(tick.Next is null || tick.Next > storedAt || schedule is OneTimeSchedule, $"{tick.Next:O} comes next.");
    }

    private static long Number(string text) => long.TryParse(text, out var number) ? number : 0;

    private static DateTimeOffset? TimeOf(string text) => text.Length == 0 ? null : new(Math.Clamp(Number(text), 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
