using Redflow.Storage;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Runs_that_failed_alike_have_a_fingerprint_in_common()
    {
        var first = await EndAsync(Failed);
        var second = await EndAsync(Failed);
        var other = await EndAsync(new PassOutcome.Failed(new("Bang", "It failed.")));
        var canceled = await EndAsync(Canceled);

        var fingerprint = (await GetAsync(first)).Fingerprint;

        Assert.NotNull(fingerprint);
        Assert.NotEqual(fingerprint, (await GetAsync(other)).Fingerprint);
        Assert.Null((await GetAsync(canceled)).Fingerprint);
        Assert.Equal([second, first], await ListAsync(new() { Fingerprint = fingerprint }));
        Assert.Empty(await ListAsync(new() { Fingerprint = "nothing" }));
    }

    [SkippableFact]
    public async Task The_message_is_no_part_of_a_fingerprint_and_the_workflow_is()
    {
        await DefineAsync(info => info, "other");
        var first = await EndAsync(new PassOutcome.Failed(new("Boom", "Order 1 failed.")));
        var second = await EndAsync(new PassOutcome.Failed(new("Boom", "Order 2 failed.")));
        var other = await EndAsync(new PassOutcome.Failed(new("Boom", "Order 1 failed.")), run => run with { Workflow = "other" });

        var fingerprint = (await GetAsync(first)).Fingerprint;

        Assert.Equal(fingerprint, (await GetAsync(second)).Fingerprint);
        Assert.NotEqual(fingerprint, (await GetAsync(other)).Fingerprint);
    }

    [SkippableFact]
    public async Task The_method_that_threw_is_part_of_a_fingerprint()
    {
        var first = await EndAsync(new PassOutcome.Failed(new("Boom", "It failed.", "   at Shop.Charge(Order order)\n   at Shop.Run()")));
        var second = await EndAsync(new PassOutcome.Failed(new("Boom", "It failed.", "   at Shop.Ship(Order order)\n   at Shop.Run()")));

        Assert.NotEqual((await GetAsync(first)).Fingerprint, (await GetAsync(second)).Fingerprint);
    }

    [SkippableFact]
    public async Task Failures_that_no_worker_saw_have_a_fingerprint_too()
    {
        var run = await StartAsync(run => run with { Timeout = Second });

        await PassAsync(Second);

        var fingerprint = (await GetAsync(run.Id)).Fingerprint;
        Assert.NotNull(fingerprint);
        Assert.Equal([run.Id], await ListAsync(new() { Fingerprint = fingerprint }));
    }

    [SkippableFact]
    public async Task A_run_that_is_retried_in_place_is_no_longer_among_those_that_failed_alike()
    {
        var first = await EndAsync(Failed);
        var second = await EndAsync(Failed);
        var fingerprint = (await GetAsync(first)).Fingerprint;

        await Store.RetryAsync(first);

        Assert.Equal([second], await ListAsync(new() { Fingerprint = fingerprint }));
    }
}
