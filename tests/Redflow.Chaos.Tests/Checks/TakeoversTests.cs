using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class TakeoversTests
{
    private static readonly string[] Killed = ["0 5 ready worker", "0 6 ready worker", "0 7 ready worker", "1 5 enter r1 free - 1 5-1 100", "10 1 fault kill 5 worker"];

    [Theory]
    [InlineData("12.4", 0)]
    [InlineData("13.5", 1)]
    public void A_takeover_later_than_a_lease_and_a_second_is_found(string at, int violations)
    {
        var ledger = Given.Ledger([.. Killed, $"{at} 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal((violations, 1), (result.Violations, result.Checked));
    }

    [Fact]
    public void What_had_left_before_the_kill_needs_no_takeover()
    {
        var ledger = Given.Ledger([.. Killed, "2 5 leave r1 free 5-1 threw", "20 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal(0, result.Checked);
    }

    [Theory]
    [InlineData("7 1 fault redis-kill - -")]
    [InlineData("11 1 fault stop 7 worker")]
    [InlineData("12 1 fault kill 8 scheduler")]
    [InlineData("11 1 fault kill 6 worker")]
    [InlineData("11 7 stopped worker")]
    public void A_takeover_during_another_fault_is_not_measured(string fault)
    {
        var ledger = Given.Ledger([.. Killed, fault, "20 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal(0, result.Checked);
    }

    [Theory]
    [InlineData("7 1 fault cut 9 client")]
    [InlineData("11 1 fault isolate 9 api")]
    [InlineData("9 1 fault kill 9 worker")]
    public void A_takeover_during_a_fault_that_it_has_nothing_to_do_with_is_measured(string fault)
    {
        var ledger = Given.Ledger([.. Killed, fault, "13.5 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal((1, 1), (result.Violations, result.Checked));
    }

    [Fact]
    public void A_run_that_another_worker_had_and_died_with_is_not_measured()
    {
        var ledger = Given.Ledger([.. Killed, "15 6 enter r1 free - 3 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal(0, result.Checked);
    }

    [Theory]
    [InlineData("6000000", 0)]
    [InlineData("4000000", 1)]
    public void What_the_machine_itself_was_late_is_allowed_for(string ticks, int violations)
    {
        var ledger = Given.Ledger([.. Killed, $"12 1 late {ticks}", "13.5 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal(violations, result.Violations);
    }

    [Fact]
    public void Times_are_in_order()
    {
        var ledger = Given.Ledger([.. Killed, "2 5 enter r2 free - 1 5-2 101", "12.5 6 enter r1 free - 2 6-1 200", "12 6 enter r2 free - 2 6-2 200"]);

        var times = Takeovers.Measure(ledger, Given.Lease);

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5)], times);
    }
}
