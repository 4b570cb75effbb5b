using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class CommitTests
{
    private const string First = "1 5 enter r1 free - 1 5-1 100";
    private const string Second = "4 6 enter r1 free - 2 6-1 200";

    [Fact]
    public void One_terminal_state_seen_by_many_is_one()
    {
        var ledger = Given.Ledger("1 9 outcome r1 succeeded 5-1", "2 8 outcome r1 succeeded 5-1");

        var result = TerminalStates.Check(ledger);

        Assert.Equal((0, 1), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("failed 5-1_fails")]
    [InlineData("succeeded 6-1")]
    public void A_terminal_state_that_changes_is_found(string other)
    {
        var ledger = Given.Ledger("1 9 outcome r1 succeeded 5-1", $"2 8 outcome r1 {other}");

        var result = TerminalStates.Check(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Fact]
    public void A_step_whose_stored_result_later_passes_see_was_committed_once()
    {
        var ledger = Given.Ledger("0 5 start r1 first 5-1 5-2", "1 5 seen r1 first 5-1 5-2", "2 6 seen r1 first 6-1 5-2", "3 9 stored r1 first 5-2", "3 9 stored r1 child 8-8");

        var result = StepCommits.Check(ledger);

        Assert.Equal((0, 1), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("2 6 seen r1 first 6-1 6-2")]
    [InlineData("2 9 stored r1 first 6-2")]
    public void A_step_with_two_results_was_committed_twice(string other)
    {
        var ledger = Given.Ledger("0 5 start r1 first 5-1 5-2", "1 5 seen r1 first 5-1 5-2", "1 6 start r1 first 6-1 6-2", other);

        var result = StepCommits.Check(ledger);

        Assert.Equal(["r1 first: 5-2, then 6-2"], result.Examples);
    }

    [Fact]
    public void A_fenced_worker_whose_commit_is_refused_does_no_harm()
    {
        var ledger = Given.Ledger(
            First, "2 5 start r1 first 5-1 5-2", Second, "5 6 start r1 first 6-1 6-2", "6 6 seen r1 first 6-1 6-2", "7 9 outcome r1 succeeded 6-1");

        var result = FencedWrites.Check(ledger);

        Assert.Equal((0, 2), (result.Violations, result.Checked));
    }

    [Fact]
    public void A_step_that_was_committed_before_the_next_claim_stands()
    {
        var ledger = Given.Ledger(First, "2 5 start r1 first 5-1 5-2", Second, "5 6 seen r1 first 6-1 5-2");

        var result = FencedWrites.Check(ledger);

        Assert.Equal((0, 1), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("6 5 seen r1 first 5-1 5-2")]
    [InlineData("6 6 seen r1 first 6-1 5-2")]
    [InlineData("6 9 stored r1 first 5-2")]
    public void A_commit_of_a_fenced_worker_that_took_effect_is_found(string seen)
    {
        var ledger = Given.Ledger(First, "2 5 start r1 first 5-1 5-2", Second, "5 6 start r1 first 6-1 6-2", seen);

        var result = FencedWrites.Check(ledger);

        Assert.Equal(["r1 first: 5-2 of pass 5-1, behind the claim of pass 6-1"], result.Examples);
    }

    [Theory]
    [InlineData("succeeded 5-1")]
    [InlineData("failed 5-1_fails_for_good")]
    public void An_outcome_of_a_fenced_worker_that_took_effect_is_found(string outcome)
    {
        var ledger = Given.Ledger(First, Second, $"7 9 outcome r1 {outcome}");

        var result = FencedWrites.Check(ledger);

        Assert.Equal(1, result.Violations);
    }
}
