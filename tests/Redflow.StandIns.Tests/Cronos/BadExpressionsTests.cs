using Cronos;

namespace Redflow.StandIns.Tests.CronExpressions;

public class BadExpressionsTests
{
    [Theory]
    [InlineData("60 * * * *", "Minutes", "'60'", "between 0 and 59")]
    [InlineData("*/60 * * * *", "Minutes", "step '60'", "between 1 and 59")]
    [InlineData("1/0 * * * *", "Minutes", "step '0'", "between 1 and 59")]
    [InlineData("1/99999999999 * * * *", "Minutes", "'99999999999'", "between 1 and 59")]
    [InlineData("99999999999 * * * *", "Minutes", "'99999999999'", "between 0 and 59")]
    [InlineData("5- * * * *", "Minutes", "'5-' ends too early", "between 0 and 59")]
    [InlineData("1/ * * * *", "Minutes", "'1/' ends too early", "between 0 and 59")]
    [InlineData("1, * * * *", "Minutes", "'1,' ends too early", "between 0 and 59")]
    [InlineData(",1 * * * *", "Minutes", "unexpected ',1'", "between 0 and 59")]
    [InlineData("-1 * * * *", "Minutes", "unexpected '-1'", "between 0 and 59")]
    [InlineData("1k * * * *", "Minutes", "unexpected 'k' in '1k'", "between 0 and 59")]
    [InlineData("*,1 * * * *", "Minutes", "unexpected ',1' in '*,1'", "between 0 and 59")]
    [InlineData("1-2-3 * * * *", "Minutes", "unexpected '-3'", "between 0 and 59")]
    [InlineData("L * * * *", "Minutes", "unexpected 'L'", "between 0 and 59")]
    [InlineData("H * * * *", "Minutes", "unexpected 'H'", "between 0 and 59")]
    [InlineData("* 24 * * *", "Hours", "'24'", "between 0 and 23")]
    [InlineData("* 1/24 * * *", "Hours", "step '24'", "between 1 and 23")]
    [InlineData("* 10#1 * * *", "Hours", "unexpected '#1'", "between 0 and 23")]
    [InlineData("* * 0 * *", "Days of month", "'0'", "between 1 and 31")]
    [InlineData("* * 10-32 * *", "Days of month", "'32'", "between 1 and 31")]
    [InlineData("* * L-31 * *", "Days of month", "offset '31'", "between 0 and 30")]
    [InlineData("* * W * *", "Days of month", "unexpected 'W'", "15W")]
    [InlineData("* * 1-2W * *", "Days of month", "unexpected 'W' in '1-2W'", "15W")]
    [InlineData("* * 1,2W * *", "Days of month", "unexpected 'W' in '1,2W'", "15W")]
    [InlineData("* * 1LW * *", "Days of month", "unexpected 'LW'", "LW")]
    [InlineData("* * MON * *", "Days of month", "unexpected 'MON'", "between 1 and 31")]
    [InlineData("* * * 13 *", "Months", "'13'", "between 1 and 12")]
    [InlineData("* * * 0 *", "Months", "'0'", "between 1 and 12")]
    [InlineData("* * * JANUARY *", "Months", "unexpected 'UARY'", "JAN-DEC")]
    [InlineData("* * * MON *", "Months", "unexpected 'MON'", "JAN-DEC")]
    [InlineData("* * * * 8", "Days of week", "'8'", "between 0 and 7")]
    [InlineData("* * * * SUNDAY", "Days of week", "unexpected 'DAY'", "SUN-SAT")]
    [InlineData("* * * * L", "Days of week", "unexpected 'L'", "5L")]
    [InlineData("* * * * 1,5L", "Days of week", "unexpected 'L'", "5L")]
    [InlineData("* * * * 5#6", "Days of week", "ordinal '6'", "between 1 and 5")]
    [InlineData("* * * * 5#0", "Days of week", "ordinal '0'", "between 1 and 5")]
    [InlineData("* * * * 0#", "Days of week", "'0#' ends too early", "5#2")]
    [InlineData("60 * * * * *", "Seconds", "'60'", "between 0 and 59")]
    public void A_bad_field_is_named_with_what_was_found_and_what_it_takes(string expression, string field, string found, string takes)
    {
        var message = Assert.Throws<CronFormatException>(() => Table.Parse(expression)).Message;

        Assert.StartsWith(field + ": ", message, StringComparison.Ordinal);
        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.Contains(takes, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", CronFormat.Standard, "Minutes: the field is missing. '' has 0 fields, but the format takes 5")]
    [InlineData("* * *", CronFormat.Standard, "Months: the field is missing")]
    [InlineData("* * * * *", CronFormat.IncludeSeconds, "Days of week: the field is missing")]
    [InlineData("* * * * * *", CronFormat.Standard, "has 6 fields, but the format takes 5: Minutes, Hours")]
    [InlineData("* * * * * * 2024", CronFormat.IncludeSeconds, "'2024' is one field too many")]
    [InlineData("@hour", CronFormat.Standard, "'@hour' is not a macro")]
    [InlineData("@daily x", CronFormat.IncludeSeconds, "'@daily x' is not a macro")]
    [InlineData("@", CronFormat.Standard, "The macros are @every_second, @every_minute, @hourly")]
    public void A_bad_number_of_fields_or_macro_is_explained(string expression, CronFormat format, string expected)
    {
        var message = Assert.Throws<CronFormatException>(() => CronExpression.Parse(expression, format)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_answers_instead_of_throwing()
    {
        Assert.False(CronExpression.TryParse("nonsense", out var bad));
        Assert.Null(bad);
        Assert.False(CronExpression.TryParse("* * * * * *", out _));
        Assert.True(CronExpression.TryParse("* * * * * *", CronFormat.IncludeSeconds, out var seconds));
        Assert.Equal(CronExpression.EverySecond, seconds);
    }

    [Fact]
    public void A_missing_expression_is_a_mistake_of_the_caller()
    {
        Assert.Equal("expression", Assert.Throws<ArgumentNullException>(() => CronExpression.Parse(null!)).ParamName);
        Assert.Equal("expression", Assert.Throws<ArgumentNullException>(() => CronExpression.TryParse(null!, out _)).ParamName);
    }

    [Fact]
    public void A_format_exception_is_what_callers_of_the_framework_expect() =>
        Assert.IsAssignableFrom<FormatException>(Record.Exception(() => CronExpression.Parse("x")));
}
