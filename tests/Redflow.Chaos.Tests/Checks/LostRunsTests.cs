using Redflow.Chaos.Checks;

namespace Redflow.Chaos.Tests.Checks;

public sealed class LostRunsTests
{
    [Fact]
    public void Accepted_runs_that_have_ended_are_not_lost()
    {
        var ledger = Given.Ledger("1 9 emit-ok r1 free -", "2 9 outcome r1 succeeded 5-1", "2 5 child r1 c1", "3 9 outcome c1 canceled -");

        var result = LostRuns.Check(ledger);

        Assert.Equal((0, 2), (result.Violations, result.Checked));
    }

    [Theory]
    [InlineData("1 9 emit-ok r1 free -")]
    [InlineData("1 5 child r0 r1")]
    [InlineData("1 5 tick every 1000 r1")]
    public void An_accepted_run_that_nobody_has_seen_end_is_lost(string accepted)
    {
        var ledger = Given.Ledger(accepted, "5 9 unfinished r1 queued");

        var result = LostRuns.Check(ledger);

        Assert.Equal(["r1 is still queued"], result.Examples);
    }

    [Fact]
    public void A_run_that_was_sent_and_never_accepted_is_not_lost()
    {
        var ledger = Given.Ledger("1 9 emit-sent r1 free -", "2 9 emit-error r1 StoreUnavailableException");

        var result = LostRuns.Check(ledger);

        Assert.Equal(0, result.Violations);
    }

    [Fact]
    public void While_processes_work_a_queued_run_in_no_line_is_lost()
    {
        var ledger = Given.Ledger("1 9 emit-ok r1 free -", "2 1 stranded free r1", "3 1 stranded free r1");

        var result = LostRuns.CheckLive(ledger);

        Assert.Equal(1, result.Violations);
    }

    [Fact]
    public void What_a_killed_server_may_lose_is_counted_apart()
    {
        var ledger = Given.Ledger(
            TimeSpan.FromSeconds(2),
            "5 9 emit-ok early free -", "9 9 emit-ok late free -", "9.1 9 emit-ok kept free -", "10 1 fault redis-kill - -", "11 1 heal redis-kill -",
            "20 9 outcome kept succeeded 5-1");

        var (result, lost) = (LostRuns.Check(ledger), LostRuns.CountLostByServer(ledger));

        Assert.Equal(["early is gone"], result.Examples);
        Assert.Equal(1, lost);
    }

    [Fact]
    public void What_was_accepted_is_lost_when_the_server_that_was_killed_syncs_each_write()
    {
        var ledger = Given.Ledger(TimeSpan.FromSeconds(2), "9 9 emit-ok late free -", "10 1 fault redis-kill - always", "11 1 heal redis-kill -");

        var (result, lost) = (LostRuns.Check(ledger), LostRuns.CountLostByServer(ledger));

        Assert.Equal(["late is gone"], result.Examples);
        Assert.Equal(0, lost);
    }
}
