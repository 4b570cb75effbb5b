using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_row_tells_what_a_run_was_emitted_with()
    {
        var parent = await StartAsync();
        var child = New() with { Tags = ["red", "blue"], LimitKey = "a", IdempotencyKey = "k", Priority = 3 };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));

        var row = Assert.Single((await Store.ListRunsAsync(new() { Parent = parent.Id })).Runs);

        Assert.Equal((child.Id, parent.Id, "a", "k", 3), (row.Id, row.Parent!.Value, row.LimitKey, row.IdempotencyKey, row.Priority));
        Assert.Equal(["red", "blue"], row.Tags);
        Assert.Equal((Workflow, Queue, RunStatus.Queued, Test.Now), (row.Workflow, row.Queue, row.Status, row.CreatedAt));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_tag()
    {
        var red = await EmitAsync(run => run with { Tags = ["red"] });
        var both = await EmitAsync(run => run with { Tags = ["red", "blue"] });
        await EmitAsync();

        Assert.Equal([both, red], await ListAsync(new() { Tag = "red" }));
        Assert.Equal([both], await ListAsync(new() { Tag = "blue" }));
        Assert.Empty(await ListAsync(new() { Tag = "re" }));
    }

    [SkippableFact]
    public async Task A_run_keeps_its_tags_in_every_status()
    {
        var run = await StartAsync(run => run with { Tags = ["red"] });
        await SuspendAsync(run, Sleep("nap", Second));
        Assert.Equal([run.Id], await ListAsync(new() { Tag = "red", Status = RunStatus.Waiting }));
        await PassAsync(Second);

        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.Equal([run.Id], await ListAsync(new() { Tag = "red", Status = RunStatus.Succeeded }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_parent()
    {
        var parent = await StartAsync();
        var first = New();
        var second = New();
        await CommitAsync(parent, "emit", Owed(parent, "emit", first, OnParentClosed.Cancel), Owed(parent, "emit", second, OnParentClosed.Cancel));
        await RelayAllAsync();

        Assert.Equal([second.Id, first.Id], await ListAsync(new() { Parent = parent.Id }));
        Assert.Empty(await ListAsync(new() { Parent = first.Id }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_queue()
    {
        await DefineAsync(info => info with { Queue = "fast" }, "other");
        var slow = await EmitAsync();
        var fast = await EmitAsync(run => run with { Workflow = "other" });

        Assert.Equal([slow], await ListAsync(new() { Queue = Queue }));
        Assert.Equal([fast], await ListAsync(new() { Queue = "fast" }));
        Assert.Empty(await ListAsync(new() { Queue = "nothing" }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_idempotency_key_within_a_workflow()
    {
        await DefineAsync(info => info, "other");
        var id = await EmitAsync(run => run with { IdempotencyKey = "k" });
        await EmitAsync(run => run with { Workflow = "other", IdempotencyKey = "k" });
        await EmitAsync();

        Assert.Equal([id], await ListAsync(new() { Workflow = Workflow, IdempotencyKey = "k" }));
        Assert.Empty(await ListAsync(new() { Workflow = Workflow, IdempotencyKey = "other" }));
        Assert.Empty(await ListAsync(new() { Workflow = Workflow, IdempotencyKey = "k", Status = RunStatus.Failed }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ListRunsAsync(new() { IdempotencyKey = "k" }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_the_beginning_of_an_id()
    {
        var ids = await EmitSomeAsync(3);

        Assert.Equal([ids[1]], await ListAsync(new() { IdPrefix = ids[1].ToString() }));
        Assert.Equal(ids.Reverse(), await ListAsync(new() { IdPrefix = ids[1].ToString()[..5] }));
        Assert.Empty(await ListAsync(new() { IdPrefix = "zzzz" }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_ids_a_page_at_a_time()
    {
        var ids = await EmitSomeAsync(9);
        RunId[] named = [ids[7], ids[1], ids[4], ids[1], RunId.New(0)];

        Assert.Equal([ids[7], ids[4], ids[1]], await ListAsync(new() { Ids = named }));
        Assert.Equal([ids[7], ids[4], ids[1]], await ListAsync(new() { Ids = named, Limit = 1 }));
        Assert.Empty(await ListAsync(new() { Ids = named, Status = RunStatus.Failed }));
        Assert.Equal([ids[4]], await ListAsync(new() { Ids = named, Workflow = Workflow, IdPrefix = ids[4].ToString() }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ListRunsAsync(new() { Ids = [.. Enumerable.Repeat(ids[0], RunQuery.MaxLimit + 1)] }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ListRunsAsync(new() { Ids = [ids[0]], Parent = ids[1] }));
    }

    [SkippableFact]
    public async Task Lists_are_filtered_by_the_time_of_the_emit()
    {
        var ids = new List<RunId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await EmitAsync());
            await Test.AdvanceAsync(Second);
        }

        var from = TestStore.Start + Second;
        var before = TestStore.Start + (3 * Second);

        Assert.Equal([ids[2], ids[1]], await ListAsync(new() { CreatedFrom = from, CreatedBefore = before }));
        Assert.Equal([ids[4], ids[3], ids[2], ids[1]], await ListAsync(new() { CreatedFrom = from }));
        Assert.Equal([ids[2], ids[1], ids[0]], await ListAsync(new() { CreatedBefore = before }));
    }

    [SkippableFact]
    public async Task All_filters_of_a_list_hold_together()
    {
        await DefineAsync(info => info, "other");
        await EmitAsync(run => run with { Tags = ["red"] });
        var claimed = await StartRedAsync();
        await EmitAsync(run => run with { Tags = ["red"], Workflow = "other" });
        await EmitAsync();

        Assert.Equal([claimed], await ListAsync(new()
        {
            Tag = "red",
            Workflow = Workflow,
            Status = RunStatus.Running,
            Queue = Queue,
            IdPrefix = claimed.ToString()[..9],
            CreatedFrom = TestStore.Start,
        }));
        Assert.Empty(await ListAsync(new() { Tag = "red", Status = RunStatus.Running, Queue = "fast" }));

        async Task<RunId> StartRedAsync()
        {
            var id = await EmitAsync(run => run with { Tags = ["red"], Priority = -1 });
            Assert.Equal([id], await ClaimIdsAsync(1));
            return id;
        }
    }

    [SkippableTheory]
    [InlineData("tag")]
    [InlineData("parent")]
    [InlineData("fingerprint")]
    [InlineData("queue")]
    public async Task A_filtered_list_goes_page_by_page(string filter)
    {
        var parent = await StartAsync();
        var children = Enumerable.Range(0, 10).Select(_ => New() with { Tags = ["red"] }).ToArray();
        await CommitAsync(parent, "emit", [.. children.Select(child => Owed(parent, "emit", child, OnParentClosed.Abandon))]);
        await RelayAllAsync();
        foreach (var child in await ClaimAsync())
        {
            await FinishAsync(child, Failed);
        }

        var query = filter switch
        {
            "tag" => new RunQuery { Tag = "red" },
            "parent" => new() { Parent = parent.Id },
            "fingerprint" => new() { Fingerprint = (await GetAsync(children[0].Id)).Fingerprint },
            _ => new() { Queue = Queue, Status = RunStatus.Failed },
        };

        Assert.Equal(children.Select(child => child.Id).Reverse(), await ListAsync(query with { Limit = 3 }));
    }

    [SkippableFact]
    public async Task A_run_that_holds_its_key_for_a_time_is_found_by_it_until_then()
    {
        var id = await EmitAsync(run => run with { IdempotencyKey = "k", KeyTtl = Hour });
        var query = new RunQuery { Workflow = Workflow, IdempotencyKey = "k" };

        Assert.Equal([id], await ListAsync(query));
        await Test.AdvanceAsync(Hour);

        Assert.Empty(await ListAsync(query));
    }

    [SkippableFact]
    public async Task A_run_that_is_hard_to_find_is_found_page_by_page()
    {
        var needle = await EmitAsync();
        await Store.EmitManyAsync([.. Enumerable.Range(0, 2_500).Select(_ => New() with { Tags = ["hay"], Delay = Hour })]).Bounded();

        Assert.Equal([needle], await ListAsync(new() { IdPrefix = needle.ToString() }));
        Assert.Equal([needle], await ListAsync(new() { Workflow = Workflow, Status = RunStatus.Queued }));
        Assert.Empty(await ListAsync(new() { Tag = "hay", Status = RunStatus.Queued }));
    }
}
