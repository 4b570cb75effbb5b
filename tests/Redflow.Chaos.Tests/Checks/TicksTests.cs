using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class TicksTests
{
    private static readonly string[] Three = ["1 1 record every 1000 Fired r1 1", "2 1 record every 2000 Skipped AtLimit 1", "3 1 record every 3000 Fired r3 1"];

    [Fact]
    public void A_record_for_each_second_is_as_it_should_be()
    {
        var ledger = Given.Ledger([.. Three, "4 5 tick every 1000 r1", "5 1 record every 1000 Fired r1 1", "9 1 ticked-until every 3500"]);

        var result = Ticks.Check(ledger);

        Assert.Equal((0, 3), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("4 1 record every 3000 Skipped AtLimit 1")]
    [InlineData("4 1 record every 3000 Fired r4 1")]
    [InlineData("4 1 record every 3000 Fired r3 2")]
    public void A_doubled_tick_is_found(string record)
    {
        var ledger = Given.Ledger([.. Three, record]);

        var result = Ticks.Check(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Theory]
    [InlineData("4 1 record every 5000 Fired r5 1")]
    [InlineData("4 1 ticked-until every 4500")]
    public void A_missing_tick_is_found(string line)
    {
        var ledger = Given.Ledger([.. Three, line]);

        var result = Ticks.Check(ledger);

        Assert.Equal(["every 4000 has no record"], result.Examples);
    }

    [Fact]
    public void A_schedule_that_never_ticked_is_found()
    {
        var ledger = Given.Ledger([.. Three, "4 1 ticked-until other 4500", "4 1 ticked-until every 3500"]);

        var result = Ticks.Check(ledger);

        Assert.Equal(["other has no record at all"], result.Examples);
    }

    [Fact]
    public void A_tick_that_was_missed_is_found()
    {
        var ledger = Given.Ledger([.. Three, "4 1 record every 4000 Missed - 1"]);

        var result = Ticks.Check(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Fact]
    public void Two_runs_of_one_instant_are_found()
    {
        var ledger = Given.Ledger([.. Three, "4 5 tick every 1000 r1", "4 5 tick every 1000 r9"]);

        var result = Ticks.Check(ledger);

        Assert.Equal(1, result.Violations);
    }
}
