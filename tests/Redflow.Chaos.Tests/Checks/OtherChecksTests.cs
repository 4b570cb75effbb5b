using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class OtherChecksTests
{
    [Theory]
    [InlineData("emit-ok r1 once k", 0)]
    [InlineData("emit-ok r2 once other", 0)]
    [InlineData("emit-ok r2 once k", 1)]
    public void A_key_with_two_runs_is_found(string other, int violations)
    {
        var ledger = Given.Ledger("1 8 emit-sent r1 once k", "2 8 emit-ok r1 once k", $"3 9 {other}");

        var result = Keys.Check(ledger);

        Assert.Equal(violations, result.Violations);
    }

    [Fact]
    public void A_key_may_have_another_run_when_the_first_one_may_be_gone()
    {
        var ledger = Given.Ledger("1 8 emit-sent r1 once k", "19 8 emit-ok r1 once k", "22 9 emit-ok r2 once k");

        var result = Keys.Check(ledger);

        Assert.Equal((0, 1), (result.Violations, result.Checked));
    }

    [Fact]
    public void A_stuck_parent_is_found_once()
    {
        var ledger = Given.Ledger("1 5 child r1 c1", "2 1 stuck parent r1", "3 1 stuck parent r1");

        var result = Families.CheckParents(ledger);

        Assert.Equal((1, 1), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("5 9 outcome c1 canceled -", 0)]
    [InlineData("5 9 outcome c1 succeeded 5-1", 0)]
    [InlineData("15 9 outcome c1 succeeded 5-1", 1)]
    public void A_child_that_outlives_its_canceled_parent_is_found(string end, int violations)
    {
        var ledger = Given.Ledger("1 5 child r1 c1", "4 9 outcome r1 canceled -", end);

        var result = Families.CheckChildren(ledger);

        Assert.Equal((violations, 1), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("1 1 left {p:0}:r:r1")]
    [InlineData("1 1 kept free r1")]
    public void A_key_that_is_left_is_found(string line)
    {
        var ledger = Given.Ledger(line);

        var result = LeftKeys.Check(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Fact]
    public void An_error_that_is_not_documented_is_found()
    {
        var ledger = Given.Ledger("1 9 unexpected System.NullReferenceException Oops");

        var result = Errors.Check(ledger);

        Assert.Equal(["System.NullReferenceException: Oops"], result.Examples);
    }
}
