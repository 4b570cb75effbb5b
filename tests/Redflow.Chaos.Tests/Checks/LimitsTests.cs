using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class LimitsTests
{
    private static readonly string[] Two = ["1 5 enter r1 limited - 1 5-1 100", "1 5 enter r2 limited - 1 5-2 101"];

    [Fact]
    public void As_many_runs_as_may_be_are_not_too_many()
    {
        var ledger = Given.Ledger([.. Two, "3 5 leave r1 limited 5-1 returned", "4 6 enter r3 limited - 1 6-1 102", "5 5 leave r2 limited 5-2 returned"]);

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal((0, 3), (result.Violations, result.Checked));
    }

    [Fact]
    public void One_run_more_than_may_be_is_found()
    {
        var ledger = Given.Ledger([.. Two, "2 6 enter r3 limited - 1 6-1 102", "3 5 leave r1 limited 5-1 returned"]);

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal(["limited: r1, r2, r3 at once"], result.Examples);
    }

    [Fact]
    public void Two_runs_of_one_key_at_once_are_found_and_those_of_two_keys_are_not()
    {
        var ledger = Given.Ledger("1 5 enter r1 keyed a 1 5-1 1", "1 5 enter r2 keyed b 1 5-2 2", "2 5 enter r3 keyed a 1 5-3 3");

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal(["keyed a: r1, r3 at once"], result.Examples);
    }

    [Theory]
    [InlineData("2 1 fault kill 5 worker")]
    [InlineData("2 1 fault stop 5 worker")]
    [InlineData("2 6 enter r1 limited - 2 6-9 200")]
    [InlineData("2 5 leave r1 limited 5-1 token")]
    public void A_run_that_its_process_may_have_lost_holds_no_slot(string end)
    {
        var ledger = Given.Ledger([.. Two, end, "2.1 6 leave r1 limited 6-9 returned", "3 6 enter r3 limited - 1 6-1 102"]);

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal(0, result.Violations);
    }

    [Theory]
    [InlineData("limited 3 2 2 2 0")]
    [InlineData("limited 2 3 3 2 0")]
    [InlineData("keyed 2 2 2 2 0")]
    public void Too_many_in_Redis_are_found(string slots)
    {
        var ledger = Given.Ledger($"1 1 slots {slots}");

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Theory]
    [InlineData("limited 1 1 1 1 1", 0)]
    [InlineData("limited 0 0 0 0 3", 0)]
    [InlineData("keyed 1 1 1 1 3", 0)]
    [InlineData("limited 1 1 1 1 3", 1)]
    public void A_limit_that_two_partitions_hold_to_is_found(string slots, int violations)
    {
        var ledger = Given.Ledger("1 1 slots limited 1 1 1 1 1", $"2 1 slots {slots}");

        var result = ConcurrencyLimits.Check(ledger);

        Assert.Equal(violations, result.Violations);
    }

    [Theory]
    [InlineData("1 1 slots limited 2 2 2 2 0", 0)]
    [InlineData("1 1 slots limited 2 2 1 1 0", 1)]
    [InlineData("1 1 leaked limited r1", 1)]
    public void A_leaked_slot_is_found(string line, int violations)
    {
        var ledger = Given.Ledger(line);

        var result = Slots.Check(ledger);

        Assert.Equal(violations, result.Violations);
    }
}
