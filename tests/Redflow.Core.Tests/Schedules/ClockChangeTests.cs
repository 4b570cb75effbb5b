using System.Globalization;
using Redflow.Schedules;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

/// <summary>What a change of the clocks makes of ticks; that they come so is Cronos's, and held here too.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00Z", ClockEffect.Moved, "02:00", "03:00")]
    [InlineData("15 * * * *", "Europe/Berlin", "2026-03-29T01:00Z", ClockEffect.Moved, "02:00", "03:00")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-03-29T01:00Z", ClockEffect.OthersLeftOut, "02:00", "03:00")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30Z", ClockEffect.OnlyFirst, "03:00", "02:00")]
    [InlineData("0 2 * * *", "Europe/Berlin", "2026-10-25T00:00Z", ClockEffect.OnlyFirst, "03:00", "02:00")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:30Z", ClockEffect.FirstOfTwo, "03:00", "02:00")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:00Z", ClockEffect.SecondOfTwo, "03:00", "02:00")]
    [InlineData("45 1 * * *", "America/New_York", "2026-11-01T05:45Z", ClockEffect.OnlyFirst, "02:00", "01:00")]
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T15:30Z", ClockEffect.Moved, "02:00", "02:30")]
    public void Tick_at_a_change_of_the_clocks_is_marked(string expression, string zone, string tick, ClockEffect effect, string from, string to)
    {
        var (cron, at) = (Schedule.Cron(expression, zone), Time(tick));

        var change = cron.FindClockChange(at);

        Assert.Equal(at, cron.Next(at.AddSeconds(-1), at));
        Assert.Equal((at, effect, from, to), (change!.Tick, change.Effect, Face(change.From), Face(change.To)));
        Assert.Equal(change.From, change.To);
    }

    [Theory]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T01:30Z")]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-10-25T02:00Z")]
    [InlineData("30 2 * * *", "UTC", "2026-03-29T02:30Z")]
    [InlineData("30 2 * * *", "Asia/Tokyo", "2026-03-28T17:30Z")]
    public void Other_ticks_are_not(string expression, string zone, string tick)
    {
        var (cron, at) = (Schedule.Cron(expression, zone), Time(tick));

        Assert.Equal(at, cron.Next(at.AddSeconds(-1), at));
        Assert.Null(cron.FindClockChange(at));
    }

    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-01-10T12:00Z", "2026-03-29T01:00Z", ClockEffect.Moved)]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00Z", "2026-10-25T00:30Z", ClockEffect.OnlyFirst)]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T01:00Z", ClockEffect.SecondOfTwo)]
    [InlineData("* * * * * *", "Europe/Berlin", "2026-04-01T00:00Z", "2026-10-25T00:00Z", ClockEffect.FirstOfTwo)]
    [InlineData("30 2 * * MON", "Europe/Berlin", "2026-01-10T12:00Z", null, null)]
    [InlineData("0 12 * * *", "Europe/Berlin", "2026-01-10T12:00Z", null, null)]
    [InlineData("30 2 * * *", "UTC", "2026-01-10T12:00Z", null, null)]
    public void Next_change_that_matters_is_found(string expression, string zone, string after, string? tick, ClockEffect? effect)
    {
        var change = Schedule.Cron(expression, zone).FindNextClockChange(Time(after));

        Assert.Equal((tick is null ? default(DateTimeOffset?) : Time(tick), effect), (change?.Tick, change?.Effect));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Face(DateTimeOffset time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
