using Redflow.Dashboard.Schedules;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Dashboard.Tests.Schedules;

public sealed class ScheduleWordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00:00:05", "5 s")]
    [InlineData("00:00:01.5000", "1.5 s")]
    [InlineData("00:01:00", "1 min")]
    [InlineData("00:10:30", "10 min 30 s")]
    [InlineData("06:00:00", "6 h")]
    [InlineData("1.00:00:00", "1 d")]
    public void Length_that_is_round_is_said_so(string length, string text) => Assert.Equal(text, ScheduleWords.Length(TimeSpan.Parse(length, null)));

    [Fact]
    public void Every_outcome_and_reason_has_its_words()
    {
        Assert.All(Enum.GetValues<OverlapPolicy>(), policy => Assert.NotEmpty(ScheduleWords.Of(policy)));
        Assert.All(Enum.GetValues<SkipReason>(), reason => Assert.NotNull(ScheduleWords.WhyNot(new(Noon, Noon, TickOutcome.Skipped) { Reason = reason })));
        Assert.NotNull(ScheduleWords.WhyNot(new(Noon, Noon, TickOutcome.Missed)));
        Assert.Null(ScheduleWords.WhyNot(new(Noon, Noon, TickOutcome.Fired) { Run = RunId.Parse("1m804t32pb46n33jtwyfk00", null) }));
        Assert.All(
            Enum.GetValues<ClockEffect>(),
            effect => Assert.NotEmpty(ScheduleWords.MarkOf(new(Noon, effect, Noon, Noon)) + ScheduleWords.Of(new(Noon, effect, Noon, Noon), ZoneClock.Of(null))));
    }
}
