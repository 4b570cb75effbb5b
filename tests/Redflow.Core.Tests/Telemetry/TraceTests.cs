using System.Diagnostics;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>What docs/reference/telemetry.md promises of spans: a client of its own emits, and another host runs.</summary>
public abstract class TraceTests(IStoreServer server) : IDisposable
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly SpanRecorder _spans = new();

    public void Dispose()
    {
        _spans.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task A_trace_goes_from_the_emit_in_one_host_to_the_wait_the_run_and_its_steps_in_another()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => ctx.Step.RunAsync("add", _ => Task.FromResult(ctx.Input + 1)), Open));

        var handle = await Client().EmitWorkflowAsync<int, int>("work", 1);
        await handle.GetResultAsync(Wait.Limit);

        var (emit, wait, run, step) = (await _spans.GetAsync("emit work"), await _spans.GetAsync("wait work"), await _spans.GetAsync("run work"), await _spans.GetAsync("step add"));
        Assert.Equal(
            [_spans.Root.SpanId, emit.SpanId, emit.SpanId, run.SpanId],
            new[] { emit, wait, run, step }.Select(span => span.ParentSpanId));
        Assert.Equal(
            [ActivityKind.Producer, ActivityKind.Internal, ActivityKind.Consumer, ActivityKind.Internal],
            new[] { emit, wait, run, step }.Select(span => span.Kind));
        Assert.Equal(emit.Id, (await handle.GetStateAsync()).TraceParent);
        Assert.Empty(run.Links);
        Assert.InRange(wait.StartTimeUtc + wait.Duration, wait.StartTimeUtc, run.StartTimeUtc);
    }

    [SkippableFact]
    public async Task Spans_say_which_run_workflow_queue_attempt_and_step_they_are_about_by_the_conventions_of_messaging()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => ctx.Step.RunAsync("add", _ => Task.FromResult(ctx.Input + 1)), o => o.Queue = "mail"));

        var handle = await Client().EmitWorkflowAsync<int, int>("work", 1);
        await handle.GetResultAsync(Wait.Limit);

        var id = handle.Id.ToString();
        Assert.Equal(
            Tags(("messaging.destination.name", "mail"), ("messaging.message.id", id), ("messaging.operation.name", "emit"), ("messaging.operation.type", "send"), ("messaging.system", "redflow"), ("redflow.queue", "mail"), ("redflow.run.id", id), ("redflow.workflow", "work")),
            TagsOf(await _spans.GetAsync("emit work")));
        Assert.Equal(
            Tags(("redflow.attempt", 1), ("redflow.queue", "mail"), ("redflow.run.id", id), ("redflow.workflow", "work")),
            TagsOf(await _spans.GetAsync("wait work")));
        Assert.Equal(
            Tags(("messaging.destination.name", "mail"), ("messaging.message.id", id), ("messaging.operation.name", "run"), ("messaging.operation.type", "process"), ("messaging.system", "redflow"), ("redflow.attempt", 1), ("redflow.outcome", "succeeded"), ("redflow.queue", "mail"), ("redflow.run.id", id), ("redflow.workflow", "work")),
            TagsOf(await _spans.GetAsync("run work")));
        Assert.Equal(
            Tags(("redflow.attempt", 1), ("redflow.queue", "mail"), ("redflow.run.id", id), ("redflow.step", "add"), ("redflow.workflow", "work")),
            TagsOf(await _spans.GetAsync("step add")));
    }

    [SkippableFact]
    public async Task A_retry_is_linked_to_the_attempt_that_failed_which_says_why()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>(
            "work",
            ctx => ctx.Step.RunAsync("add", _ => ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(2)),
            o => o.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1))));

        await (await Client().EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit);

        var runs = await _spans.GetAsync("run work", 2);
        Assert.Equal(["retry", "succeeded"], runs.Select(run => run.GetTagItem("redflow.outcome")));
        Assert.Equal([("previous_pass", runs[0].SpanId)], LinksOf(runs[1]));
        Assert.All([runs[0], (await _spans.GetAsync("step add", 2))[0]], AssertFailed);
        Assert.Equal(ActivityStatusCode.Unset, runs[1].Status);
    }

    [SkippableFact]
    public async Task A_child_is_in_its_parents_trace_and_its_end_is_linked_to_from_the_pass_that_it_wakes()
    {
        var child = new WorkflowRef<int, int>("child");
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("parent", ctx => ctx.Step.RunWorkflowAsync("delegate", child, ctx.Input), Open)
            .AddWorkflow<int, int>("child", ctx => Task.FromResult(ctx.Input), Open));

        await (await Client().EmitWorkflowAsync<int, int>("parent", 1)).GetResultAsync(Wait.Limit);

        var (passes, emit, run) = (await _spans.GetAsync("run parent", 2), await _spans.GetAsync("emit child"), await _spans.GetAsync("run child"));
        Assert.Equal((passes[0].SpanId, emit.SpanId), (emit.ParentSpanId, run.ParentSpanId));
        Assert.Equal(["suspended", "succeeded"], passes.Select(pass => pass.GetTagItem("redflow.outcome")));
        Assert.Equal([("previous_pass", passes[0].SpanId), ("woken_by", run.SpanId)], LinksOf(passes[1]));
    }

    [SkippableFact]
    public async Task An_event_is_linked_to_from_the_pass_that_it_wakes_and_continued_by_the_run_that_it_starts()
    {
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("waiter", ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid"), Open)
            .AddWorkflow<int, int>("started", ctx => Task.FromResult(ctx.Input), o =>
            {
                Open(o);
                o.Events.Add("order.paid");
            }));
        var waiter = await Client().EmitWorkflowAsync<int, int>("waiter", 1);
        await Wait.UntilAsync(async () => (await waiter.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");

        await Client().EmitEventAsync("order.paid", 7);
        await waiter.GetResultAsync(Wait.Limit);

        var (passes, emit, run) = (await _spans.GetAsync("run waiter", 2), await _spans.GetAsync("emit event order.paid"), await _spans.GetAsync("run started"));
        Assert.Equal([("previous_pass", passes[0].SpanId), ("woken_by", emit.SpanId)], LinksOf(passes[1]));
        Assert.Equal((ActivityKind.Producer, emit.SpanId), (emit.Kind, run.ParentSpanId));
        Assert.Equal(("order.paid", "emit"), (emit.GetTagItem("redflow.event"), emit.GetTagItem("messaging.operation.name")));
    }

    [SkippableFact]
    public async Task Events_and_children_that_steps_emit_continue_the_trace_of_the_run()
    {
        var child = new WorkflowRef<int, int>("child");
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("work", async ctx =>
            {
                await ctx.Step.EmitEventAsync("tell", "order.paid", 7);
                await ctx.Step.EmitWorkflowAsync("go", child, 1);
                return 1;
            }, Open)
            .AddWorkflow<int, int>("child", ctx => Task.FromResult(ctx.Input), Open));

        await (await Client().EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit);

        var run = await _spans.GetAsync("run work");
        Assert.Equal(run.SpanId, (await _spans.GetAsync("emit event order.paid")).ParentSpanId);
        Assert.Equal(run.SpanId, (await _spans.GetAsync("emit child")).ParentSpanId);
        Assert.Equal((await _spans.GetAsync("emit child")).SpanId, (await _spans.GetAsync("run child")).ParentSpanId);
    }

    [SkippableFact]
    public async Task Runs_that_are_emitted_at_once_continue_one_emit()
    {
        var work = new WorkflowRef<int, int>("work");
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input), Open));

        var handles = await Client().EmitManyAsync(work, [1, 2, 3]);
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        var emit = await _spans.GetAsync("emit work");
        Assert.Equal(3, emit.GetTagItem("messaging.batch.message_count"));
        Assert.All(await _spans.GetAsync("run work", 3), run => Assert.Equal(emit.SpanId, run.ParentSpanId));
    }

    [SkippableFact]
    public async Task An_emit_that_is_refused_says_why()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));

        await Assert.ThrowsAsync<UnknownWorkflowException>(() => Client().EmitWorkflowAsync<int, int>("nobody", 1));

        var emit = await _spans.GetAsync("emit nobody");
        Assert.Equal((ActivityStatusCode.Error, typeof(UnknownWorkflowException).FullName), (emit.Status, emit.GetTagItem("error.type")));
    }

    [SkippableFact]
    public async Task A_run_whose_emit_was_not_traced_is_recorded_in_no_trace_of_others()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));
        var client = Client();
        Activity.Current = null;

        var handle = await client.EmitWorkflowAsync<int, int>("work", 1);
        await handle.GetResultAsync(Wait.Limit);

        Assert.Null((await handle.GetStateAsync()).TraceParent);
    }

    private static void Open(WorkflowOptions options) => options.MaxConcurrency = 0;

    private static void AssertFailed(Activity span)
    {
        Assert.Equal((ActivityStatusCode.Error, "Not yet."), (span.Status, span.StatusDescription));
        Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
    }

    private static IEnumerable<(object?, ActivitySpanId)> LinksOf(Activity span) =>
        span.Links.Select(link => (link.Tags!.Single(tag => tag.Key == "redflow.link").Value, link.Context.SpanId));

    private static (string, object?)[] Tags(params (string, object?)[] tags) => tags;

    private static IEnumerable<(string, object?)> TagsOf(Activity span) => span.TagObjects.Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal);

    /// <summary>A client with a store of its own, as another process has. What it does is done in the test's span.</summary>
    private RedflowClient Client()
    {
        Activity.Current = _spans.Root;
        return new(server.OpenStore(_prefix), TimeProvider.System);
    }

    /// <summary>Starts a host, whose loops know nothing of the test's span.</summary>
    private Task<WorkerHost> StartAsync(Action<RedflowBuilder> workflows)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        Activity.Current = null;
        return WorkerHost.StartAsync(server, _prefix, workflows);
    }
}

public sealed class GarnetTraceTests(GarnetServer server) : TraceTests(server), IClassFixture<GarnetServer>;

public sealed class RedisTraceTests(RedisServer server) : TraceTests(server), IClassFixture<RedisServer>;

public sealed class MemoryTraceTests(MemoryServer server) : TraceTests(server), IClassFixture<MemoryServer>;
