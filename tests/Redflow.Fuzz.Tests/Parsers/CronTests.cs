using Redflow.Fuzz.Tests.Storm;
using Redflow.Schedules;

namespace Redflow.Fuzz.Tests.Parsers;

/// <summary>Cron expressions with their zones. A line: expression, zone, ticks of a time.</summary>
public sealed class CronTests
{
    private static readonly string[] Expressions =
    [
        "* * * * *", "*/5 * * * *", "0 0 29 2 *", "0 0 31 2 *", "0 0 L * *", "0 0 LW * *", "0 0 15W * *", "0 0 * * 1#5", "0 0 * * 7L", "59 59 23 31 12 *", "0 0 1-31/7 JAN-DEC MON-SUN", "30 2 29 3 *",
        "? ? ? ? ?", "@hourly", "@every_second", "@yearly", "5-1 22-3 * * 5-1", "0,0,0,0 * * * *", "60 24 32 13 8", "*/0 * * * *", "*/4294967296 * * * *", "0 0 0 * * 0#6",
    ];

    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Eastern Standard Time", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Europe", "posixrules", "\0", ""];

    private static readonly string[] Times = [$"{DateTime.MinValue.Ticks}", $"{DateTime.MaxValue.Ticks}", "621355968000000000", "639086400000000000", "788552927999999999", "788552928000000000"];

    [Fact]
    public Task Cron_expression_is_refused_by_name_or_has_instants_in_their_order() => new ShotStorm("cron", 2_000).BreakAsync(
        random => new(Hostile.Mostly(random, Expressions), Hostile.Mostly(random, Zones), random.Next(2) == 0 ? Times[random.Next(Times.Length)] : $"{random.NextInt64(DateTime.MaxValue.Ticks)}"),
        Take);

    private static void Take(Shot shot)
    {
        var schedule = Schedule.Cron(shot[0], shot[1]);
        if (schedule.Mistakes().ToArray() is { Length: > 0 } mistakes)
        {
            Assert.All(mistakes, mistake => Assert.NotEmpty(mistake.Message));
            return;
        }

        var after = new DateTimeOffset(long.Parse(shot[2], null), TimeSpan.Zero);
        for (var i = 0; i < 5 && schedule.Next(after, DateTimeOffset.UnixEpoch) is { } next; i++)
        {
            Assert.True(next > after, $"{next:O} comes after {after:O}.");
            after = next;
        }
    }
}
