using System.Globalization;
using Redflow.Dashboard.Schedules;

namespace Redflow.Dashboard.Tests.Schedules;

public sealed class BackfillFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Berlin", "2026-01-31T12:00", "2026-01-31T11:00Z")]
    [InlineData("Europe/Berlin", "2026-07-31 12:00:30", "2026-07-31T10:00:30Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z")]
    [InlineData("UTC", "2026-01-31T12:00", "2026-01-31T12:00Z")]
    [InlineData(null, "2026-01-31T12:00", "2026-01-31T12:00Z")]
    [InlineData("Moon/Crater", "2026-01-31T12:00", "2026-01-31T12:00Z")]
    public void Times_are_those_of_the_schedule_s_zone(string? zone, string text, string expected)
    {
        var form = BackfillForm.Read(text, "2026-10-30T00:00", ZoneClock.Of(zone), Now);

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), form.Span?.From);
        Assert.Equal(text, form.From);
    }

    [Fact]
    public void Nothing_is_wrong_where_nothing_was_asked()
    {
        var form = BackfillForm.Read(null, null, ZoneClock.Of(null), Now);

        Assert.Equal((null, null, null), (form.FromMistake, form.BeforeMistake, form.Span));
    }

    [Theory]
    [InlineData("2026-01-31T12:00", "2026-01-31T12:00", false, true)]
    [InlineData("2026-01-31T12:00", "2026-11-01T12:00", false, true)]
    [InlineData("", "2026-01-31T12:00", true, false)]
    [InlineData("31.1.2026", "then", true, true)]
    [InlineData("2026-03-29T02:30", "2026-03-30T12:00", true, false)]
    public void What_is_wrong_is_said_of_the_field_that_it_is_in(string from, string before, bool isFirst, bool isLast)
    {
        var form = BackfillForm.Read(from, before, ZoneClock.Of("Europe/Berlin"), Now);

        Assert.Equal((isFirst, isLast), (form.FromMistake is not null, form.BeforeMistake is not null));
        Assert.Null(form.Span);
    }
}
