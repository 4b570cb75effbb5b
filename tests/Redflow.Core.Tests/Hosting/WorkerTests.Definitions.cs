using Microsoft.Extensions.DependencyInjection;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests
{
    /// <summary>A service of a scope.</summary>
    private sealed class Counter : IDisposable
    {
        private int _one = 1;

        public int Add(int number) => number + _one;

        public void Dispose() => _one = 1_000;
    }

    [SkippableFact]
    public async Task A_delegate_gets_its_parameters_from_the_scope_of_the_pass()
    {
        await using var host = await StartAsync(redflow =>
        {
            redflow.Services.AddScoped<Counter>();
            redflow.Services.AddKeyedSingleton("ten", "10");
            redflow.AddWorkflow("work", async (WorkflowContext<int> ctx, Counter counter, [FromKeyedServices("ten")] string ten, CancellationToken ct, Uri? none = null) =>
            {
                var sum = await ctx.Step.RunAsync("add", _ => Task.FromResult(counter.Add(ctx.Input)));
                return $"{sum} {ten} {ct == ctx.CancellationToken} {none is null}";
            });
        });

        var handle = await host.Client.EmitWorkflowAsync<int, string>("work", 41);

        Assert.Equal("42 10 True True", await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_job_is_a_run_of_one_step()
    {
        await using var host = await StartAsync(redflow =>
        {
            redflow.Services.AddScoped<Counter>();
            redflow.AddJob("add", (int input, Counter counter, CancellationToken ct) => Task.FromResult(counter.Add(input)));
        });

        var handle = await host.Client.EmitWorkflowAsync<int, int>("add", 41);

        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal("job", Assert.Single(await host.Client.GetRunStepsAsync(handle.Id)).Name);
    }

    [SkippableFact]
    public async Task A_job_without_a_result_throws_what_its_delegate_throws()
    {
        await using var host = await StartAsync(redflow => redflow.AddJob("fail", (int input) => input == 0 ? Task.CompletedTask : throw new NonRetriableException("No.")));

        var failing = await host.Client.EmitWorkflowAsync<int, object?>("fail", 1);
        var passing = await host.Client.EmitWorkflowAsync<int, object?>("fail", 0);

        Assert.Equal("No.", (await Assert.ThrowsAsync<WorkflowFailedException>(() => failing.GetResultAsync(Wait.Limit))).Error.Message);
        Assert.Null(await passing.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task An_event_starts_a_run_of_each_workflow_that_it_triggers()
    {
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("ship", ctx => Task.FromResult(ctx.Input), o => o.Events.Add("order.paid"))
            .AddWorkflow<int, int>("thank", ctx => Task.FromResult(ctx.Input), o =>
            {
                o.Events.Add("order.paid");
                o.Aliases.Add("greet");
            }));

        await host.Client.EmitEventAsync("order.paid", 7);

        Assert.Equal(7, (await EndOfAsync(host, "ship")).Output!.Value.As<int>());
        Assert.Equal(7, (await EndOfAsync(host, "thank")).Output!.Value.As<int>());
        Assert.Empty((await host.Client.ListRunsAsync(new() { Workflow = "greet" })).Runs);
    }

    [SkippableFact]
    public async Task A_renamed_workflow_runs_what_is_stored_under_its_old_name_and_takes_emits_of_it()
    {
        RunId stored;
        await using (var before = await StartAsync(redflow => redflow.AddWorkflow<int, int>("old", ctx => Task.FromResult(-1))))
        {
            stored = (await before.Client.EmitWorkflowAsync<int, int>("old", 1, new() { Delay = TimeSpan.FromSeconds(1) })).Id;
        }

        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, string>("new", ctx => Task.FromResult(ctx.Run.Workflow), o => o.Aliases.Add("old")));
        var emitted = await host.Client.EmitWorkflowAsync<int, string>("old", 2);

        Assert.Equal("new", await emitted.GetResultAsync(Wait.Limit));
        Assert.Equal("old", await host.Client.GetHandle<string>(stored).GetResultAsync(Wait.Limit));
        Assert.Equal("new", (await host.Client.GetWorkflowMetaAsync("old")).AliasOf);
    }
}
