using Redflow.Schedules;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

public sealed class CronTriggerTests
{
    [Theory]
    [InlineData("*/5 * * * *", null)]
    [InlineData("0 */5 * * * *", null)]
    [InlineData("@hourly", "Europe/Berlin")]
    [InlineData("0 9 * * MON-FRI", "UTC")]
    public void A_trigger_that_can_be_read_has_no_mistakes(string expression, string? timeZone) =>
        Assert.Empty(new CronTrigger(expression, TimeZone: timeZone).Mistakes());

    [Theory]
    [InlineData("", null, null, "needs an expression")]
    [InlineData("every day", null, null, "'every day' is not a cron expression")]
    [InlineData("61 * * * *", null, null, "'61 * * * *' is not a cron expression")]
    [InlineData("* * * * *", "line\nfeed", null, "id takes")]
    [InlineData("* * * * *", null, "Europe/Atlantis", "'Europe/Atlantis' is not a time zone")]
    public void A_trigger_that_can_not_says_why(string expression, string? id, string? timeZone, string part) =>
        Assert.Contains(part, Assert.Single(new CronTrigger(expression, id, timeZone).Mistakes()), StringComparison.Ordinal);

    [Fact]
    public void An_expression_or_a_zone_of_any_length_is_refused_without_quoting_it()
    {
        var (expression, zone) = (new string('*', 1_025), new string('z', 257));

        Assert.Contains("at most 1024 characters", Assert.Single(new CronTrigger(expression, "id").Mistakes()), StringComparison.Ordinal);
        Assert.Contains("at most 256 characters", Assert.Single(new CronTrigger("* * * * *", "id", zone).Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(3, new CronTrigger("never", "\n", "Nowhere").Mistakes().Count());

    [Fact]
    public void An_attribute_has_its_input_as_JSON()
    {
        var trigger = new CronAttribute("* * * * *") { Id = "often", TimeZone = "Europe/Berlin", Input = """{"to":"a"}""" }.ToTrigger();

        Assert.Equal(("often", "Europe/Berlin", """{"to":"a"}"""), (trigger.Id, trigger.TimeZone, trigger.Input?.ToString()));
    }
}
