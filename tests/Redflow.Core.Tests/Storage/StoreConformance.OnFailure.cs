using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private const string Handler = "apologize";

    [SkippableFact]
    public async Task A_run_that_fails_emits_the_handler_of_its_workflow()
    {
        await HandleFailuresAsync();
        var failed = await EndAsync(Failed);

        await RelayAllAsync();

        var input = Json(Assert.Single(await ListHandlersAsync()).Input);
        Assert.Equal(
            (failed.ToString(), Workflow, Queue, 1),
            (input.GetProperty("id").GetString(), input.GetProperty("workflow").GetString(), input.GetProperty("queue").GetString(), input.GetProperty("attempt").GetInt32()));
        Assert.True(input.TryGetProperty("createdAt", out _));
    }

    [SkippableTheory]
    [InlineData("time-out", RunError.RunTimedOut)]
    [InlineData("crashes", RunError.WorkerLost)]
    public async Task The_handler_is_told_of_failures_that_no_worker_saw(string how, string type)
    {
        await HandleFailuresAsync(maxCrashes: 1);
        await StartAsync(run => run with { Timeout = how == "time-out" ? Second : null });

        await (how == "time-out" ? PassAsync(Second) : TakeBackAsync("reaped"));
        await RelayAllAsync();

        var failed = RunId.Parse(Json(Assert.Single(await ListHandlersAsync()).Input).GetProperty("id").GetString()!, null);
        Assert.Equal(type, (await Store.FindRunAsync(failed))!.Error!.Type);
    }

    [SkippableTheory]
    [InlineData("succeeded")]
    [InlineData("canceled")]
    [InlineData("retry")]
    public async Task Only_a_failure_for_good_emits_the_handler(string outcome)
    {
        await HandleFailuresAsync();
        await EndAsync(outcome switch { "succeeded" => Succeeded, "canceled" => Canceled, _ => Retry(TimeSpan.Zero) });

        await RelayAllAsync();

        Assert.Empty(await ListHandlersAsync());
    }

    [SkippableFact]
    public async Task A_handler_is_told_of_the_attempt_that_failed_though_it_was_retried_since()
    {
        await HandleFailuresAsync();
        var failed = await EndAsync(Failed);
        await Store.RetryAsync(failed);
        await FinishAsync(await ClaimOneAsync(), Failed);

        await RelayAllAsync();

        var attempts = (await ListHandlersAsync()).Select(handler => Json(handler.Input).GetProperty("attempt").GetInt32());
        Assert.Equal([1, 2], attempts.Order());
    }

    [SkippableFact]
    public async Task A_failure_that_is_handed_in_twice_emits_the_handler_once()
    {
        await HandleFailuresAsync();
        var run = await StartAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();

        await FinishAsync(run, Failed);
        await RelayAllAsync();

        Assert.Single(await ListHandlersAsync());
    }

    [SkippableFact]
    public async Task A_run_that_is_retried_and_fails_again_emits_the_handler_again()
    {
        await HandleFailuresAsync();
        var id = await EndAsync(Failed);
        await RelayAllAsync();
        foreach (var handler in await ClaimAsync())
        {
            await FinishAsync(handler, Succeeded);
        }

        await Store.RetryAsync(id);
        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();

        Assert.Equal(2, (await ListHandlersAsync()).Count);
    }

    [SkippableFact]
    public async Task A_handler_that_nobody_registered_is_dropped()
    {
        await DefineAsync(info => info with { OnFailure = "nobody" });
        await EndAsync(Failed);

        await RelayAllAsync();

        Assert.Null((await Store.RelayAsync(10)).NextIn);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_handler_of_failures_is_no_child()
    {
        await HandleFailuresAsync();
        var id = await EndAsync(Failed);
        await RelayAllAsync();

        Assert.Null(Assert.Single(await ListHandlersAsync()).Parent);

        Assert.Empty(await ListAsync(new() { Parent = id }));
    }

    private async Task HandleFailuresAsync(int maxCrashes = 2)
    {
        await DefineAsync(info => info with { OnFailure = Handler, MaxCrashes = maxCrashes });
        await DefineAsync(info => info, Handler);
    }

    private async Task<IReadOnlyList<Run>> ListHandlersAsync() =>
        await Task.WhenAll((await ListAsync(new() { Workflow = Handler })).Select(GetAsync));

    private static JsonElement Json(Payload payload) => JsonSerializer.Deserialize<JsonElement>(payload.Utf8.Span);

    private static string? Text(JsonElement json, string member, string inner) => json.GetProperty(member).GetProperty(inner).GetString();
}
