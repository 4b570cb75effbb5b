using Redflow.Client;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Results;

/// <summary>The result backend that answers from the engine's runs.</summary>
public abstract class ClientResultTests(IStoreServer server)
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task A_run_that_ends_is_waited_for_and_read_with_its_payloads()
    {
        await using var host = await StartAsync();
        var results = new ClientRunResultBackend(host.Client);
        var run = await host.Client.EmitWorkflowAsync<int, int>("double", 21);

        var result = await results.WaitForAsync($"{run.Id}", Wait.Limit).Bounded();

        Assert.Equal((RunStatus.Succeeded, "double", 1), (result.Status, result.Workflow, result.Attempt));
        Assert.Equal((21, 42), (result.Input?.As<int>(), result.Output?.As<int>()));
        Assert.True(result.SubmittedAt <= result.StartedAt && result.StartedAt <= result.FinishedAt);
        Assert.Equal(result.Status, (await results.GetAsync($"{run.Id}").Bounded())?.Status);
    }

    [SkippableFact]
    public async Task A_run_that_fails_or_is_canceled_is_complete_with_its_error()
    {
        await using var host = await StartAsync();
        var results = new ClientRunResultBackend(host.Client);
        var failing = await host.Client.EmitWorkflowAsync<int, int>("double", -1);
        var canceled = await EmitAsync(host.Client);
        await host.Client.CancelRunAsync(canceled);

        var failure = await results.WaitForAsync($"{failing.Id}", Wait.Limit).Bounded();

        Assert.Equal(("negative", false, true), (failure.Error?.Message, failure.Succeeded, failure.IsCompleted));
        Assert.Equal(RunStatus.Canceled, (await results.WaitForAsync($"{canceled}", Wait.Limit).Bounded()).Status);
    }

    [SkippableFact]
    public async Task A_run_that_goes_on_lets_a_wait_time_out()
    {
        var (client, results) = Open();
        var run = await EmitAsync(client);

        await Assert.ThrowsAsync<RedflowTimeoutException>(() => results.WaitForAsync($"{run}", TimeSpan.FromMilliseconds(1)).Bounded());

        Assert.Equal(RunStatus.Queued, (await results.GetAsync($"{run}").Bounded())?.Status);
    }

    [SkippableFact]
    public async Task What_is_no_run_has_no_result_and_is_not_waited_for()
    {
        var (_, results) = Open();
        var unknown = $"{RunId.New(0)}";

        Assert.Null(await results.GetAsync(unknown).Bounded());
        Assert.Null(await results.GetAsync("no run id").Bounded());
        await Assert.ThrowsAsync<RunNotFoundException>(() => results.WaitForAsync(unknown, Wait.Limit).Bounded());
        await Assert.ThrowsAsync<ArgumentException>(() => results.WaitForAsync("no run id", Wait.Limit).Bounded());
    }

    [SkippableFact]
    public async Task Runs_are_listed_newest_first_with_their_payloads_and_paged()
    {
        var (client, results) = Open();
        var runs = new List<RunId>();
        for (var i = 0; i < 5; i++)
        {
            runs.Insert(0, await EmitAsync(client, i));
        }

        var all = await results.ListByStatusAsync(RunStatus.Queued).Bounded();
        var page = await results.ListByStatusAsync(RunStatus.Queued, limit: 2, offset: 1).Bounded();

        Assert.Equal(runs.Select(run => $"{run}"), all.Select(result => result.Id));
        Assert.Equal([4, 3, 2, 1, 0], all.Select(result => result.Input?.As<int>()));
        Assert.Equal([3, 2], page.Select(result => result.Input?.As<int>()));
        Assert.Empty(await results.ListByStatusAsync(RunStatus.Queued, limit: 2, offset: 5).Bounded());
        Assert.Empty(await results.ListByStatusAsync(RunStatus.Failed).Bounded());
    }

    [SkippableFact]
    public async Task A_list_goes_on_behind_the_longest_page_of_runs()
    {
        var (client, results) = Open();
        var workflow = new WorkflowRef<int, int>("nobody");
        await client.EmitManyAsync(workflow, [.. Enumerable.Range(0, 1_003)], _ => new() { AllowUnregistered = true }).Bounded();

        var rest = await results.ListByStatusAsync(RunStatus.Queued, offset: 1_001).Bounded();

        Assert.Equal(2, rest.Count);
    }

    [SkippableFact]
    public async Task A_run_that_has_ended_can_be_deleted()
    {
        var (client, results) = Open();
        var run = await EmitAsync(client);
        await Assert.ThrowsAsync<InvalidOperationException>(() => results.DeleteAsync($"{run}").Bounded());
        await client.CancelRunAsync(run);

        Assert.True(await results.DeleteAsync($"{run}").Bounded());

        Assert.False(await results.DeleteAsync($"{run}").Bounded());
        Assert.False(await results.DeleteAsync("no run id").Bounded());
    }

    [SkippableFact]
    public async Task What_the_engine_stores_can_t_be_stored_or_cleared()
    {
        var (_, results) = Open();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }));

        Assert.Contains("the engine stores", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => ((IRunResultBackend)results).ClearAsync());
    }

    private static async Task<RunId> EmitAsync(RedflowClient client, int input = 1) =>
        (await client.EmitWorkflowAsync<int, int>("nobody", input, new() { AllowUnregistered = true }).Bounded()).Id;

    private (RedflowClient Client, ClientRunResultBackend Results) Open()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var client = new RedflowClient(server.OpenStore(_prefix), TimeProvider.System);
        return (client, new(client));
    }

    private Task<WorkerHost> StartAsync()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(server, _prefix, redflow => redflow.AddWorkflow<int, int>(
            "double", ctx => ctx.Input < 0 ? throw new NonRetriableException("negative") : Task.FromResult(ctx.Input * 2)));
    }
}

public sealed class MemoryClientResultTests(MemoryServer server) : ClientResultTests(server), IClassFixture<MemoryServer>;

public sealed class RedisClientResultTests(RedisServer server) : ClientResultTests(server), IClassFixture<RedisServer>;
