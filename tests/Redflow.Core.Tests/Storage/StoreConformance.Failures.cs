using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Failures_are_grouped_by_what_they_have_in_common_those_of_the_most_runs_first()
    {
        await FailAsync("Bang", "It went bang.");
        await FailAsync("Boom", "Order 1 failed.");
        await AdvanceAsync(Second);
        var newest = await FailAsync("Boom", "Order 2 failed.");
        await EndAsync(Canceled);

        var page = await ListFailuresAsync();

        Assert.Equal([("Boom", 2), ("Bang", 1)], page.Groups.Select(group => (group.Error.Type, group.Count)));
        var boom = page.Groups[0];
        Assert.Equal((await GetAsync(newest)).Fingerprint, boom.Fingerprint);
        Assert.Equal((newest, Workflow, "Order 2 failed."), (boom.Run, boom.Workflow, boom.Error.Message));
        Assert.Equal((TestStore.Start, TestStore.Start + Second), (boom.FirstAt, boom.LastAt));
        Assert.False(page.IsCut);
    }

    [SkippableFact]
    public async Task Of_groups_of_as_many_runs_the_one_that_failed_last_is_the_first()
    {
        await FailAsync("Boom", "It failed.");
        await AdvanceAsync(Second);
        await FailAsync("Bang", "It failed.");
        await AdvanceAsync(Second);
        await FailAsync("Crash", "It failed.");

        Assert.Equal(["Crash", "Bang", "Boom"], (await ListFailuresAsync()).Groups.Select(group => group.Error.Type));
    }

    [SkippableFact]
    public async Task Failures_are_those_of_one_workflow_where_it_is_asked_for()
    {
        await DefineAsync(info => info, "other");
        await FailAsync("Boom", "It failed.");
        var other = await FailAsync("Boom", "It failed.", "other");

        var group = Assert.Single((await ListFailuresAsync(new() { Workflow = "other" })).Groups);

        Assert.Equal((other, "other", 1), (group.Run, group.Workflow, group.Count));
        Assert.Equal(2, (await ListFailuresAsync()).Groups.Count);
        Assert.Empty((await ListFailuresAsync(new() { Workflow = "nobody" })).Groups);
    }

    [SkippableFact]
    public async Task Failures_are_found_by_the_beginning_of_their_fingerprint()
    {
        foreach (var type in (string[])["Boom", "Bang", "Crash"])
        {
            await FailAsync(type, "It failed.");
        }

        foreach (var fingerprint in (await ListFailuresAsync()).Groups.Select(group => group.Fingerprint))
        {
            Assert.Equal(fingerprint, Assert.Single((await ListFailuresAsync(new() { FingerprintPrefix = fingerprint[..6] })).Groups).Fingerprint);
            Assert.Equal(fingerprint, Assert.Single((await ListFailuresAsync(new() { FingerprintPrefix = fingerprint })).Groups).Fingerprint);
        }

        Assert.Equal(3, (await ListFailuresAsync(new() { FingerprintPrefix = "" })).Groups.Count);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ListFailuresAsync(new() { FingerprintPrefix = "xyz" }));
    }

    [SkippableFact]
    public async Task Failures_beyond_the_limit_are_cut_and_that_is_said()
    {
        await FailAsync("Boom", "It failed.");
        await FailAsync("Boom", "It failed.");
        await FailAsync("Bang", "It failed.");

        var (cut, whole) = (await ListFailuresAsync(new() { Limit = 1 }), await ListFailuresAsync(new() { Limit = 2 }));

        Assert.Equal(("Boom", true), (Assert.Single(cut.Groups).Error.Type, cut.IsCut));
        Assert.Equal((2, false), (whole.Groups.Count, whole.IsCut));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListFailuresAsync(new() { Limit = 0 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListFailuresAsync(new() { Limit = 501 }));
    }

    [SkippableFact]
    public async Task A_run_that_is_retried_or_deleted_is_no_longer_among_the_failures()
    {
        var retried = await FailAsync("Boom", "Order 1 failed.");
        var left = await FailAsync("Boom", "Order 2 failed.");
        var deleted = await FailAsync("Boom", "Order 3 failed.");

        await Store.RetryAsync(retried);
        await Store.DeleteAsync(deleted);
        var group = Assert.Single((await ListFailuresAsync()).Groups);
        await Store.DeleteAsync(left);

        Assert.Equal((left, 1), (group.Run, group.Count));
        Assert.Empty((await ListFailuresAsync()).Groups);
    }

    private Task<RunId> FailAsync(string type, string message, string workflow = Workflow) =>
        EndAsync(new PassOutcome.Failed(new(type, message)), _ => New(workflow));

    private Task<FailurePage> ListFailuresAsync(FailureQuery? query = null) => Store.ListFailuresAsync(query ?? new()).Bounded();
}
