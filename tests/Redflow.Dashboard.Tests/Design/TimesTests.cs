using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Tests.Design;

public sealed class TimesTests
{
    [Theory]
    [InlineData("00:00:00", "0 ms")]
    [InlineData("-00:00:01", "0 ms")]
    [InlineData("00:00:00.320", "320 ms")]
    [InlineData("00:00:01.2400", "1.24 s")]
    [InlineData("00:02:03", "2 min 3 s")]
    [InlineData("03:04:05", "3 h 4 min")]
    [InlineData("2.03:00:00", "2 d 3 h")]
    public void A_duration_is_said_by_what_matters_of_it(string span, string text) => Assert.Equal(text, Times.Span(TimeSpan.Parse(span, null)));

    [Theory]
    [InlineData("-00:00:00.5", "now")]
    [InlineData("-00:00:42", "42 s ago")]
    [InlineData("-05:00:00", "5 h ago")]
    [InlineData("00:10:00", "in 10 min")]
    public void A_time_is_said_by_how_far_it_is_away(string from, string text) => Assert.Equal(text, Times.Relative(TimeSpan.Parse(from, null)));
}
