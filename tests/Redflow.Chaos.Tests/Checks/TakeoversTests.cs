using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class TakeoversTests
{
    private static readonly string[] Killed = ["1 5 enter r1 free - 1 5-1 100", "10 1 fault kill 5 worker"];

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
    public void A_takeover_during_another_fault_is_not_measured(string fault)
    {
        var ledger = Given.Ledger([.. Killed, fault, "20 6 enter r1 free - 2 6-1 200"]);

        var result = Takeovers.Check(ledger, Given.Lease);

        Assert.Equal(0, result.Checked);
    }

    [Fact]
    public void Times_are_in_order()
    {
        var ledger = Given.Ledger([.. Killed, "2 5 enter r2 free - 1 5-2 101", "12.5 6 enter r1 free - 2 6-1 200", "12 6 enter r2 free - 2 6-2 200"]);

        var times = Takeovers.Measure(ledger, Given.Lease);

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5)], times);
    }
}
