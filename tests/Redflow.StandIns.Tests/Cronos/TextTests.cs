using Cronos;

namespace Redflow.StandIns.Tests.CronExpressions;

public class TextTests
{
    [Theory]
    [InlineData("* * * * *", "* * * * *")]
    [InlineData("57-3 22-2/2 30-3 11-2 6-1", "0,1,2,3,57,58,59 0,2,22 1,2,3,30,31 1,2,11,12 0,1,6")]
    [InlineData("*/20 */10 */10 */5 */2", "0,20,40 0,10,20 1,11,21,31 1,6,11 0,2,4,6")]
    [InlineData("0 0 ? JAN-MAR MON", "0 0 * 1,2,3 1")]
    [InlineData("0 0 L * 7L", "0 0 L * 0L")]
    [InlineData("0 0 L-0W * SUN#2", "0 0 LW * 0#2")]
    [InlineData("0 0 L-3W * ?", "0 0 L-3W * *")]
    [InlineData("0 0 10w * *", "0 0 10W * *")]
    [InlineData("5,7 * * * * *", "5,7 * * * * *")]
    [InlineData("* * * * * *", "* * * * * *")]
    [InlineData("0 5 * * * *", "5 * * * *")]
    public void The_text_spells_out_every_list(string expression, string expected) =>
        Assert.Equal(expected, Table.Parse(expression).ToString());

    [Theory]
    [InlineData("* * * * *", "0-59/1 12-11 1-31 ? MON-SUN")]
    [InlineData("0 0 * * 0", "0 0 * * 7")]
    [InlineData("0 0 * * FRI-TUE", "0 0 * * 0-2,5-6")]
    [InlineData("0 0 * * 0L", "0 0 * * sunl")]
    [InlineData("0 0 L * *", "0 0 l-0 * *")]
    [InlineData("* 20-15 * * *", "* 0-15,20-23 * * *")]
    [InlineData("5 * * * *", "0 5 * * * *")]
    public void Expressions_that_say_the_same_are_equal(string left, string right)
    {
        Assert.Equal(Table.Parse(left), Table.Parse(right));
        Assert.True(Table.Parse(left) == Table.Parse(right));
        Assert.Equal(Table.Parse(left).GetHashCode(), Table.Parse(right).GetHashCode());
    }

    [Theory]
    [InlineData("1 1 1 1 1", "2 1 1 1 1")]
    [InlineData("1 1 1 1 1", "1 2 1 1 1")]
    [InlineData("1 1 1 1 1", "1 1 2 1 1")]
    [InlineData("1 1 1 1 1", "1 1 1 2 1")]
    [InlineData("1 1 1 1 1", "1 1 1 1 2")]
    [InlineData("0 0 31 1 *", "0 0 L 1 *")]
    [InlineData("0 0 L * *", "0 0 LW * *")]
    [InlineData("0 0 LW * *", "0 0 L-1W * *")]
    [InlineData("0 0 15 * *", "0 0 15W * *")]
    [InlineData("0 0 * * 5", "0 0 * * 5L")]
    [InlineData("0 0 * * 5#1", "0 0 * * 5#2")]
    [InlineData("0 1,2 * * *", "0 1-2 * * *")] // an interval goes on through a repeated hour
    public void Expressions_that_differ_are_not_equal(string left, string right)
    {
        Assert.NotEqual(Table.Parse(left), Table.Parse(right));
        Assert.True(Table.Parse(left) != Table.Parse(right));
        Assert.False(Table.Parse(left).Equals(null));
    }

    [Theory]
    [InlineData("  0  9\t* *   MON ", "0 9 * * 1")]
    [InlineData("\t* * * * *", "* * * * *")]
    public void Spaces_and_tabs_separate_fields_in_any_number(string expression, string expected) =>
        Assert.Equal(expected, CronExpression.Parse(expression).ToString());
}
