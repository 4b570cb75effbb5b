using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("succeeded", "thank")]
    [InlineData("failed", "apologize")]
    [InlineData("canceled", "regret")]
    [InlineData("canceled while waiting", "regret")]
    public async Task Each_end_of_a_run_has_a_handler_of_its_own(string how, string handler)
    {
        await HandleEndsAsync();
        var run = await StartAsync();

        await (how == "succeeded" ? FinishAsync(run, Succeeded) : EndAsync(run, how));
        await RelayAllAsync();

        var handling = await GetAsync(Assert.Single(await ListHandlingAsync()));
        var (input, ended) = (Json(handling.Input), await GetAsync(run.Id));
        Assert.Equal(
            (handler, run.Id.ToString(), Workflow, Queue, ended.Status.ToWord(), 1),
            (handling.Workflow, input.GetProperty("id").GetString(), input.GetProperty("workflow").GetString(), input.GetProperty("queue").GetString(), input.GetProperty("status").GetString(), input.GetProperty("attempt").GetInt32()));
        Assert.Equal(ended.CreatedAt, input.GetProperty("createdAt").GetDateTimeOffset());
    }

    [SkippableFact]
    public async Task A_run_that_expires_is_handled_as_one_that_is_canceled()
    {
        await HandleEndsAsync();
        await EmitAsync(run => run with { ExpireAfter = Second });

        await PassAsync(Second);
        await RelayAllAsync();

        Assert.Equal("regret", (await GetAsync(Assert.Single(await ListHandlingAsync()))).Workflow);
    }

    [SkippableFact]
    public async Task A_run_that_was_retried_before_its_handler_was_emitted_is_handled_as_it_ended()
    {
        await HandleEndsAsync();
        var id = await EndAsync(Failed);
        await Store.RetryAsync(id);

        await RelayAllAsync();

        var handling = Assert.Single(await ListHandlingAsync());
        var input = Json((await GetAsync(handling)).Input);
        Assert.Equal(("failed", 1), (input.GetProperty("status").GetString(), input.GetProperty("attempt").GetInt32()));
    }

    [SkippableFact]
    public async Task A_run_that_is_gone_before_its_handler_was_emitted_is_handled()
    {
        await HandleEndsAsync();
        var id = await EndAsync(Failed);
        await Store.DeleteAsync(id);

        await RelayAllAsync();

        var handling = Assert.Single(await ListHandlingAsync());
        Assert.Equal(id.ToString(), Json((await GetAsync(handling)).Input).GetProperty("id").GetString());
    }

    [SkippableFact]
    public async Task A_run_that_fails_is_retried_and_succeeds_has_both_ends_handled()
    {
        await HandleEndsAsync();
        var id = await EndAsync(Failed);
        await Store.RetryAsync(id);
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        await RelayAllAsync();

        Assert.Equal(["apologize", "thank"], (await Task.WhenAll((await ListHandlingAsync()).Select(GetAsync))).Select(run => run.Workflow).Order());
    }

    [SkippableFact]
    public async Task The_handlers_that_count_are_those_at_the_end_of_the_run()
    {
        var run = await StartAsync();
        await HandleEndsAsync();

        await FinishAsync(run, Succeeded);
        await DefineAsync(info => info);
        await RelayAllAsync();

        Assert.Single(await ListHandlingAsync());
        await EndAsync(Succeeded, run => run with { Priority = -1 });
        Assert.Equal(0, await RelayAllAsync());
    }

    [SkippableTheory]
    [InlineData("succeeded", null)]
    [InlineData("failed", "apologize")]
    public async Task A_compensation_that_succeeds_is_no_success_of_its_workflow_but_one_that_fails_is_a_failure(string how, string? handler)
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        await HandleEndsAsync();

        await FinishAsync(await ClaimOneAsync(), how == "succeeded" ? Succeeded : Failed);
        await RelayAllAsync();

        Assert.Equal(handler, (await Task.WhenAll((await ListHandlingAsync()).Select(GetAsync))).SingleOrDefault()?.Workflow);
    }

    [SkippableFact]
    public async Task The_handlers_and_the_alias_of_a_workflow_are_read_as_they_were_registered()
    {
        await HandleEndsAsync();
        await DefineAsync(info => info with { AliasOf = Workflow, MaxQueueLength = 7 }, "alias");

        var (handled, alias) = ((await Store.FindWorkflowAsync(Workflow))!, (await Store.FindWorkflowAsync("alias"))!);

        Assert.Equal(("thank", "apologize", "regret"), (handled.OnSuccess, handled.OnFailure, handled.OnCanceled));
        Assert.Equal((null, null), (handled.AliasOf, handled.MaxQueueLength));
        Assert.Equal((Workflow, 7), (alias.AliasOf, alias.MaxQueueLength));
        Assert.Equal((null, null, null), (alias.OnSuccess, alias.OnFailure, alias.OnCanceled));
    }

    [SkippableFact]
    public async Task A_workflow_that_is_registered_again_has_lost_what_it_does_not_say_any_more()
    {
        await DefineAsync(info => info with { OnSuccess = "thank", OnFailure = "apologize", OnCanceled = "regret", AliasOf = "other", MaxQueueLength = 7 });

        await DefineAsync(info => info);

        var info = (await Store.FindWorkflowAsync(Workflow))!;
        Assert.Equal((null, null, null), (info.OnSuccess, info.OnFailure, info.OnCanceled));
        Assert.Equal((null, null), (info.AliasOf, info.MaxQueueLength));
    }

    private async Task HandleEndsAsync()
    {
        await DefineAsync(info => info with { OnSuccess = "thank", OnFailure = "apologize", OnCanceled = "regret" });
        foreach (var handler in new[] { "thank", "apologize", "regret" })
        {
            await DefineAsync(info => info, handler);
        }
    }

    /// <summary>Lists the runs that handle ends.</summary>
    private async Task<IReadOnlyList<RunId>> ListHandlingAsync() =>
    [
        .. await ListAsync(new() { Workflow = "thank" }),
        .. await ListAsync(new() { Workflow = "apologize" }),
        .. await ListAsync(new() { Workflow = "regret" }),
    ];
}
