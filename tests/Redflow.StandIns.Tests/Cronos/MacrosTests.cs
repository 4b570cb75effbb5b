using Cronos;

namespace Redflow.StandIns.Tests.CronExpressions;

public class MacrosTests
{
    public static TheoryData<string, CronExpression> PublicExpressions => new()
    {
        { "@yearly", CronExpression.Yearly },
        { "@annually", CronExpression.Yearly },
        { "@monthly", CronExpression.Monthly },
        { "@weekly", CronExpression.Weekly },
        { "@daily", CronExpression.Daily },
        { "@midnight", CronExpression.Daily },
        { "@hourly", CronExpression.Hourly },
        { "@every_minute", CronExpression.EveryMinute },
        { "@every_second", CronExpression.EverySecond },
    };

    [Theory]
    [InlineData("@every_second", "2024-06-01T12:30:31")]
    [InlineData("@every_minute", "2024-06-01T12:31:00")]
    [InlineData("@hourly", "2024-06-01T13:00:00")]
    [InlineData("@daily", "2024-06-02T00:00:00")]
    [InlineData("@midnight", "2024-06-02T00:00:00")]
    [InlineData("@weekly", "2024-06-02T00:00:00")]
    [InlineData("@monthly", "2024-07-01T00:00:00")]
    [InlineData("@yearly", "2025-01-01T00:00:00")]
    [InlineData("@annually", "2025-01-01T00:00:00")]
    [InlineData("  @DAILY\t", "2024-06-02T00:00:00")]
    public void A_macro_stands_for_its_expression_in_both_formats(string macro, string expected)
    {
        var from = Table.Utc("2024-06-01T12:30:30");

        Assert.Equal(Table.Utc(expected), CronExpression.Parse(macro).GetNextOccurrence(from));
        Assert.Equal(Table.Utc(expected), CronExpression.Parse(macro, CronFormat.IncludeSeconds).GetNextOccurrence(from));
    }

    [Theory]
    [MemberData(nameof(PublicExpressions))]
    public void A_macro_equals_the_public_expression(string macro, CronExpression expected) =>
        Assert.Equal(expected, CronExpression.Parse(macro));
}
