using System.Text;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task What_a_handler_tells_of_its_run_is_read()
    {
        var run = await StartAsync();

        Assert.True(await ReportAsync(Report(run, "one", "two") with { CustomStatus = "\"packing\""u8.ToArray(), Progress = Progress(0.25, "a quarter") }));

        var read = await GetAsync(run.Id);
        Assert.Equal(("\"packing\"", new RunProgress(0.25, "a quarter")), (read.CustomStatus.ToString(), read.Progress));
        Assert.Equal(["one", "two"], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_run_that_tells_nothing_has_no_status_no_progress_and_no_log()
    {
        var run = await StartAsync();

        Assert.True(await ReportAsync(Report(run)));

        var read = await GetAsync(run.Id);
        Assert.Equal((null, null), (read.CustomStatus, read.Progress));
        Assert.Empty(await LogAsync(run.Id));
        Assert.Empty(await LogAsync(RunId.New(0)));
    }

    [SkippableFact]
    public async Task A_report_that_leaves_something_out_leaves_it_as_it_was()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run, "one") with { CustomStatus = "1"u8.ToArray(), Progress = Progress(0.5), IsCompensable = true });

        await ReportAsync(Report(run) with { CustomStatus = "2"u8.ToArray() });
        await ReportAsync(Report(run) with { Progress = Progress(1) });

        var read = await GetAsync(run.Id);
        Assert.Equal(("2", 1d), (read.CustomStatus.ToString(), read.Progress!.Fraction));
        Assert.Equal(["one"], await LogAsync(run.Id));
        await FinishAsync(run, Failed);
        Assert.Equal(RetryResult.Compensated, await Store.RetryAsync(run.Id));
    }

    [SkippableFact]
    public async Task Only_the_last_lines_of_a_log_are_kept()
    {
        var run = await StartAsync();
        var lines = Enumerable.Range(0, RunReport.KeptLines + 30).Select(i => $"line {i}").ToArray();

        await ReportAsync(Report(run, lines[..65]));
        await ReportAsync(Report(run, lines[65..]) with { EarlierLines = 65 });

        Assert.Equal(lines[30..], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_report_sent_twice_adds_its_lines_once()
    {
        var run = await StartAsync();
        var first = Report(run, "one", "two");
        var second = Report(run, "three") with { EarlierLines = 2 };

        foreach (var report in new[] { first, first, second, first, second })
        {
            Assert.True(await ReportAsync(report));
        }

        Assert.Equal(["one", "two", "three"], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task Lines_behind_ones_that_were_lost_are_kept_and_of_those_that_were_not_only_the_new_ones()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run, "three") with { EarlierLines = 2 });

        await ReportAsync(Report(run, "two", "three", "four") with { EarlierLines = 1 });

        Assert.Equal(["three", "four"], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task Of_many_failed_attempts_the_last_hundred_are_kept()
    {
        var run = await StartAsync();
        for (var i = 0; i < 103; i++)
        {
            await FinishAsync(run, Retry(TimeSpan.Zero));
            run = await ClaimOneAsync();
        }

        Assert.Equal(Enumerable.Range(4, 100), (await GetAsync(run.Id)).FailedAttempts.Select(attempt => attempt.Attempt));
    }

    [SkippableTheory]
    [InlineData("waiting")]
    [InlineData("scheduled")]
    [InlineData("queued")]
    [InlineData("ended")]
    [InlineData("reaped")]
    [InlineData("drained")]
    [InlineData("given back")]
    [InlineData("timed out")]
    [InlineData("claimed again")]
    public async Task A_report_of_a_worker_that_does_not_have_the_run_any_more_is_refused(string how)
    {
        var run = await StartAsync(run => run with { Timeout = how == "timed out" ? Second : null });
        await (how switch
        {
            "waiting" => SuspendAsync(run, ForSignal("approval")),
            "scheduled" => FinishAsync(run, Retry(Minute)),
            "queued" => FinishAsync(run, Released(TimeSpan.Zero)),
            "ended" => FinishAsync(run, Succeeded),
            "timed out" => PassAsync(Second),
            "claimed again" => ClaimAgainAsync(run),
            _ => TakeBackAsync(how),
        });

        Assert.False(await ReportAsync(Report(run, "late") with { CustomStatus = "1"u8.ToArray(), Progress = Progress(1), IsCompensable = true }));

        var read = await GetAsync(run.Id);
        Assert.Equal((null, null), (read.CustomStatus, read.Progress));
        Assert.Empty(await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_report_of_a_run_that_is_gone_or_never_was_is_refused()
    {
        var run = await StartAsync();
        await FinishAsync(run, Succeeded);
        await Store.DeleteAsync(run.Id);

        Assert.False(await ReportAsync(Report(run, "late")));
        Assert.False(await ReportAsync(Report(run with { Id = RunId.New(0) }, "never")));

        Assert.Empty(await LogAsync(run.Id));
        Assert.Null(await Store.FindRunAsync(run.Id));
    }

    [SkippableFact]
    public async Task What_a_run_told_outlives_its_attempts_and_its_end()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run, "one") with { CustomStatus = "1"u8.ToArray(), Progress = Progress(0.5) });
        await FinishAsync(run, Retry(TimeSpan.Zero));
        run = await ClaimOneAsync();
        await ReportAsync(Report(run, "two"));
        await FinishAsync(run, Failed);
        await Store.RetryAsync(run.Id);
        await ReportAsync(Report(await ClaimOneAsync(), "three"));

        var read = await GetAsync(run.Id);

        Assert.Equal(("1", 0.5), (read.CustomStatus.ToString(), read.Progress!.Fraction));
        Assert.Equal(["one", "two", "three"], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_log_is_deleted_with_its_run()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run, "one"));
        await FinishAsync(run, Succeeded);

        await Store.DeleteAsync(run.Id);

        Assert.Empty(await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_log_goes_with_the_runs_that_are_more_than_their_workflow_keeps()
    {
        await DefineAsync(info => info with { KeepLast = 1 });
        var run = await StartAsync();
        await ReportAsync(Report(run, "one"));
        await FinishAsync(run, Succeeded);
        await Test.AdvanceAsync(Second);
        await EndAsync(Succeeded);

        await SweepAllAsync();

        Assert.Empty(await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_log_expires_with_its_run()
    {
        await DefineAsync(info => info with { Retention = Millisecond });
        var run = await StartAsync();
        await ReportAsync(Report(run, "one"));
        Assert.Equal(["one"], await LogAsync(run.Id));

        await FinishAsync(run, Succeeded);
        await ExpireAsync(run.Id);

        await Wait.UntilAsync(async () => (await LogAsync(run.Id)).Count == 0, "the log expires");
    }

    [SkippableFact]
    public async Task A_run_that_is_retried_in_place_keeps_its_log_for_as_long_as_it_runs()
    {
        var retention = 2 * Second;
        await DefineAsync(info => info with { Retention = retention });
        var run = await StartAsync();
        await ReportAsync(Report(run, "one"));
        await FinishAsync(run, Failed);
        await Store.RetryAsync(run.Id);
        var other = await EndAsync(Failed, run => run with { Priority = -1 });

        await Test.AdvanceAsync(retention);
        await Wait.UntilAsync(async () => await Store.FindRunAsync(other) is null, "what ended later than the first end has expired");

        Assert.Equal(["one"], await LogAsync(run.Id));
    }

    [SkippableFact]
    public async Task Failed_attempts_are_kept_with_their_errors()
    {
        var run = await StartAsync();
        await FinishAsync(run, new PassOutcome.Retry(new("Boom", "first"), Second));
        await PassAsync(Second);
        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Retry(new("Boom", "second") { Step = "ship" }, TimeSpan.Zero));
        await FinishAsync(await ClaimOneAsync(), Failed);

        var read = await GetAsync(run.Id);

        Assert.Equal(
            [new(1, new("Boom", "first"), TestStore.Start), new(2, new("Boom", "second") { Step = "ship" }, TestStore.Start + Second)],
            read.FailedAttempts);
        Assert.Equal((3, Boom), (read.Attempt, read.Error));
    }

    [SkippableFact]
    public async Task A_lost_worker_is_kept_as_a_failed_attempt_and_one_that_drains_is_not()
    {
        var run = await StartAsync();
        await TakeBackAsync("drained");
        await RegisterAsync(Worker);
        await ClaimOneAsync();
        await TakeBackAsync("reaped");

        var failed = Assert.Single((await GetAsync(run.Id)).FailedAttempts);

        Assert.Equal((1, RunError.WorkerLost), (failed.Attempt, failed.Error.Type));
        Assert.Contains(Worker, failed.Error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_failed_attempt_that_is_handed_in_twice_is_kept_once()
    {
        var run = await StartAsync();
        await FinishAsync(run, Retry(Minute));

        await FinishAsync(run, Retry(Minute));

        Assert.Equal([1], (await GetAsync(run.Id)).FailedAttempts.Select(attempt => attempt.Attempt));
    }

    [SkippableFact]
    public async Task Failed_attempts_outlive_a_retry_in_place_and_are_not_taken_over_by_a_rerun()
    {
        var run = await StartAsync();
        await FinishAsync(run, Retry(TimeSpan.Zero));
        await FinishAsync(await ClaimOneAsync(), Failed);
        await Store.RetryAsync(run.Id);
        await FinishAsync(await ClaimOneAsync(), Retry(TimeSpan.Zero));

        var rerun = await RerunAsync(run.Id);

        Assert.Equal([1, 3], (await GetAsync(run.Id)).FailedAttempts.Select(attempt => attempt.Attempt));
        Assert.Empty((await GetAsync(rerun)).FailedAttempts);
    }

    protected static RunReport Report(ClaimedRun run, params string[] lines) =>
        new(run.Id, run.Fence) { Lines = [.. lines.Select(line => Encoding.UTF8.GetBytes($"\"{line}\""))] };

    protected static byte[] Progress(double fraction, string? message = null) =>
        PayloadJson.Write(new RunProgress(fraction, message));

    protected Task<bool> ReportAsync(RunReport report) => Store.ReportAsync(report).Bounded();

    private async Task<IReadOnlyList<string>> LogAsync(RunId id) =>
        [.. (await Store.ListLogAsync(id).Bounded()).Select(line => line.ToString().Trim('"'))];

    private async Task ClaimAgainAsync(ClaimedRun run)
    {
        await TakeBackAsync("reaped");
        await RegisterAsync(Worker);
        Assert.Equal(run.Id, (await ClaimOneAsync()).Id);
    }
}
