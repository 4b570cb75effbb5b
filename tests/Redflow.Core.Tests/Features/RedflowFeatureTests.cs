using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

/// <summary>What the Python redflow does, through the public API, a row of its features a group of tests.</summary>
/// <remarks>
/// The rows: define_workflow · ctx.input, run, signal, step · step.run · step.run_workflow · step.emit_workflow · events · create_client and
/// emit_workflow · the handle · get, list, stats, cancel · start_worker · max_concurrency · on_failure and max_attempts · run_inline · errors ·
/// input validation · cancellation from parent to child · the registry synced by workers · cron.
/// </remarks>
public sealed partial class RedflowFeatureTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private static readonly RetryBackoff Quick = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1));

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Workflow("send")]
    private sealed class Sender : IWorkflow<int, string>
    {
        public Task<string> RunAsync(WorkflowContext<int> ctx) => Task.FromResult($"sent {ctx.Input}");
    }

    [Fact]
    public async Task A_workflow_is_a_class_with_an_attribute_or_a_lambda()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<Sender>()
            .AddWorkflow<int, string>("print", ctx => Task.FromResult($"printed {ctx.Input}")));

        var sent = await host.Client.EmitWorkflowAsync(new WorkflowRef<int, string>("send"), 7);
        var printed = await host.Client.EmitWorkflowAsync<int, string>("print", 7);

        Assert.Equal("sent 7", await sent.GetResultAsync(Wait.Limit));
        Assert.Equal("printed 7", await printed.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task Two_registrations_of_one_name_are_an_error_at_start()
    {
        var start = RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<Sender>()
            .AddWorkflow<int, int>("send", ctx => Task.FromResult(ctx.Input)));

        var error = await Assert.ThrowsAsync<WorkflowDefinitionException>(() => start);

        Assert.Equal(["Workflow 'send' is registered twice. Names are unique: rename one of the two."], error.Mistakes);
    }

    [Fact]
    public async Task A_handler_is_told_its_input_and_its_run()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<string, string>(
            "tell",
            ctx => Task.FromResult($"{ctx.Input}: {ctx.Run.Id} {ctx.Run.Workflow} {ctx.Run.Queue} {ctx.Run.Attempt} of {ctx.Run.MaxAttempts}"),
            o => o.Queue = "ops"));

        var handle = await host.Client.EmitWorkflowAsync<string, string>("tell", "all");

        Assert.Equal($"all: {handle.Id} tell ops 1 of 3", await handle.GetResultAsync(Wait.Limit));
    }

    private Task<WorkerHost> StartOnRedisAsync(Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null)
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        return WorkerHost.StartAsync(redis, _prefix, workflows, configure);
    }

    private static StepOptions Within(TimeSpan timeout) => new() { Timeout = timeout };
}
