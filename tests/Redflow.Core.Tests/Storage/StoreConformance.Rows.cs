using System.Security.Cryptography;
using System.Text;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Lists_are_filtered_by_several_statuses()
    {
        var ids = await EmitSomeAsync(4);
        var claimed = await ClaimAsync(2);
        await FinishAsync(claimed[0], Succeeded);
        await Store.CancelAsync(ids[3], null);

        Assert.Equal([ids[3], ids[2]], await ListAsync(new() { Statuses = [RunStatus.Queued, RunStatus.Canceled] }));
        Assert.Equal([ids[1], ids[0]], await ListAsync(new() { Workflow = Workflow, Statuses = [RunStatus.Succeeded, RunStatus.Running, RunStatus.Running] }));
        Assert.Equal([ids[2]], await ListAsync(new() { Status = RunStatus.Queued, Statuses = [RunStatus.Queued, RunStatus.Canceled] }));
        Assert.Empty(await ListAsync(new() { Status = RunStatus.Queued, Statuses = [RunStatus.Canceled] }));
        Assert.Equal([ids[3]], await ListAsync(new() { IdPrefix = ids[3].ToString(), Statuses = [RunStatus.Canceled] }));
    }

    [SkippableFact]
    public async Task Several_statuses_hold_together_with_a_tag()
    {
        var red = await EmitAsync(run => run with { Tags = ["red"] });
        var canceled = await EmitAsync(run => run with { Tags = ["red"] });
        await EmitAsync();
        await Store.CancelAsync(canceled, null);

        Assert.Equal([canceled, red], await ListAsync(new() { Tag = "red", Statuses = [RunStatus.Queued, RunStatus.Canceled] }));
        Assert.Equal([canceled], await ListAsync(new() { Tag = "red", Statuses = [RunStatus.Failed, RunStatus.Canceled] }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_limit_key()
    {
        var mine = await EmitAsync(run => run with { LimitKey = "mine" });
        await EmitAsync(run => run with { LimitKey = "yours" });
        await EmitAsync();

        Assert.Equal([mine], await ListAsync(new() { LimitKey = "mine" }));
        Assert.Empty(await ListAsync(new() { LimitKey = "min" }));
    }

    [SkippableFact]
    public async Task Query_for_statuses_or_payloads_that_there_are_not_is_refused()
    {
        var store = Store;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.ListRunsAsync(new() { Statuses = [(RunStatus)99] }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.ListRunsAsync(new() { Include = (RunPayloads)1_024 }));
    }

    [SkippableFact]
    public async Task Rows_have_the_payloads_that_were_asked_for()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run) with { CustomStatus = "\"packing\""u8.ToArray(), Progress = Progress(0.5, "half") });
        await FinishAsync(run, Failed);

        var all = Assert.IsType<RunRow>(await RowAsync(RunPayloads.All));
        var some = Assert.IsType<RunRow>(await RowAsync(RunPayloads.CustomStatus));

        Assert.Equal(("{\"n\":1}", null, Boom), (all.Input.ToString(), all.Output, all.Error));
        Assert.Equal(("\"packing\"", new RunProgress(0.5, "half"), RunPayloads.None), (all.CustomStatus.ToString(), all.Progress, all.Omitted));
        Assert.Equal((null, null, "\"packing\""), (some.Input, some.Error, some.CustomStatus.ToString()));
        Assert.Equal(run.Id, all.Id);
        Assert.IsNotType<RunRow>(await RowAsync(RunPayloads.None));
    }

    [SkippableFact]
    public async Task Payload_that_is_too_large_for_a_row_is_left_out_and_named()
    {
        var large = Incompressible(2 * RunQuery.MaxIncludedBytes);
        await EmitAsync(run => run with { Input = large });

        var row = Assert.IsType<RunRow>(await RowAsync(RunPayloads.Input | RunPayloads.Output));

        Assert.Null(row.Input);
        Assert.Equal(RunPayloads.Input, row.Omitted);
    }

    [SkippableFact]
    public async Task Page_has_payloads_as_far_as_there_is_room()
    {
        const int Smallest = 40_000;
        var input = Incompressible(60_000);
        await Store.EmitManyAsync([.. Enumerable.Range(0, (RunQuery.MaxPageBytes / Smallest) + 5).Select(_ => New() with { Input = input })]).Bounded();

        var rows = (await Store.ListRunsAsync(new() { Limit = RunQuery.MaxLimit, Include = RunPayloads.Input })).Runs.Cast<RunRow>().ToArray();

        Assert.All(rows, row => Assert.Equal(row.Input is null ? RunPayloads.Input : RunPayloads.None, row.Omitted));
        Assert.All(
            rows.GroupBy(row => row.Id.Partition),
            partition => Assert.InRange(partition.Count(row => row.Input is not null), 1, RunQuery.MaxPageBytes / Smallest));
        Assert.Contains(rows, row => row.Input is not null);
    }

    [SkippableFact]
    public async Task Child_names_the_step_that_made_it()
    {
        var parent = await StartAsync();
        var child = New();
        await SuspendAndRelayAsync(parent, ForChild(parent, "raise", child));

        Assert.Equal("raise", Assert.Single((await Store.ListRunsAsync(new() { Parent = parent.Id })).Runs).ParentStep);
        Assert.Equal("raise", (await GetAsync(child.Id)).ParentStep);
        Assert.Null((await GetAsync(parent.Id)).ParentStep);
    }

    [SkippableFact]
    public async Task Snapshot_is_the_run_with_its_steps_at_a_moment()
    {
        var run = await StartAsync();
        await CommitAsync(run, "pack");
        await Test.AdvanceAsync(Second);

        var snapshot = (await Store.FindSnapshotAsync(run.Id))!;

        Assert.Equal((Test.Now, RunStatus.Running), (snapshot.At, snapshot.Run.Status));
        Assert.Equal(["pack"], snapshot.Steps.Select(step => step.Name));
        Assert.Equal("{\"n\":1}", snapshot.Run.Input.ToString());
        Assert.Null(await Store.FindSnapshotAsync(RunId.New(run.Id.Partition)));
    }

    /// <summary>Makes an input that no codec makes much smaller.</summary>
    private static byte[] Incompressible(int bytes) => Encoding.UTF8.GetBytes($"\"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes * 3 / 4))}\"");

    private async Task<RunSummary> RowAsync(RunPayloads include) => Assert.Single((await Store.ListRunsAsync(new() { Include = include })).Runs);
}
