using Redflow.Dashboard.Exports;

namespace Redflow.Dashboard.Tests.Exports;

public sealed class CsvTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("checkout", "checkout")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("Müller €", "\"Müller €\"")]
    public void A_text_is_quoted_where_it_has_to_be(string? text, string cell) => Assert.Equal(cell, Csv.Text(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [InlineData("+49 30", "\"'+49 30\"")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("＝1+1", "'＝1+1")]
    public void A_text_is_no_formula(string text, string cell) => Assert.Equal(cell, Csv.Text(text));

    [Fact]
    public void Numbers_and_times_stay_what_they_are()
    {
        Assert.Equal("-5", Csv.Number(-5));
        Assert.Equal("1.25", Csv.Number(1.25));
        Assert.Equal("2026-01-31T12:00:00.120Z", Csv.Time(new DateTimeOffset(2026, 1, 31, 12, 0, 0, 120, TimeSpan.Zero)));
        Assert.Equal("a,,b\r\n", Csv.Line("a", Csv.Time(null), "b"));
    }
}
