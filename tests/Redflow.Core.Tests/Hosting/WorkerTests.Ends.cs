using System.Threading.Channels;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests
{
    /// <summary>What a handler of ends was told.</summary>
    protected sealed record Ended(RunInfo Run, RunStatus Status, string? Error, string? CancelReason, int Input);

    private sealed class EndRecorder(Channel<Ended> ends) : IRunEndHandler
    {
        public Task HandleAsync(RunEndContext ctx) => RecordAsync(ctx, ends);
    }

    [SkippableFact]
    public async Task A_failure_is_handled_once_it_is_final()
    {
        var ends = Channel.CreateUnbounded<Ended>();
        await using var host = await StartAsync(redflow => AddHandled<int>(redflow, ends, _ => throw new InvalidOperationException("Never."), o => o.OnFailure<EndRecorder>()));

        var handle = await EmitAsync(host, 7);

        var ended = await ends.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal(
            (handle.Id, "work", "default", 2, 2),
            (ended.Run.Id, ended.Run.Workflow, ended.Run.Queue, ended.Run.Attempt, ended.Run.MaxAttempts));
        Assert.Equal((RunStatus.Failed, "Never.", 7), (ended.Status, ended.Error, ended.Input));
        Assert.Equal(RunStatus.Succeeded, (await EndOfAsync(host, "work.on-failure")).Status);
        Assert.False(ends.Reader.TryRead(out _));
    }

    [SkippableFact]
    public async Task A_success_is_handled_with_its_output()
    {
        var outputs = Channel.CreateUnbounded<(RunStatus, int)>();
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input + 1), o =>
        {
            o.OnSuccess(async ctx => await outputs.Writer.WriteAsync((ctx.Status, ctx.GetOutput<int>())));
            o.OnFailure<EndRecorder>();
        }));

        await EmitAsync(host, 7);

        Assert.Equal((RunStatus.Succeeded, 8), await outputs.Reader.ReadAsync().AsTask().Bounded());
        Assert.Empty((await host.Client.ListRunsAsync(new() { Workflow = "work.on-failure" })).Runs);
    }

    [SkippableFact]
    public async Task A_cancellation_is_handled_with_its_reason()
    {
        var ends = Channel.CreateUnbounded<Ended>();
        await using var host = await StartAsync(redflow => AddHandled(redflow, ends, _ => Task.FromResult(0), o => o.OnCanceled((RunEndContext ctx, Channel<Ended> to) => RecordAsync(ctx, to))));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 7, new() { Delay = TimeSpan.FromHours(1) });
        await handle.CancelAsync("enough");

        var ended = await ends.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal((RunStatus.Canceled, "enough", null), (ended.Status, ended.CancelReason, ended.Error));
    }

    [SkippableFact]
    public async Task A_handler_of_ends_has_steps_and_is_retried()
    {
        var (steps, passes) = (0, 0);
        await using var host = await StartAsync(redflow => AddHandled<int>(redflow, null, _ => throw new NonRetriableException("No."), o => o.OnFailure(async ctx =>
        {
            await ctx.Step.RunAsync("apologize", _ => Task.FromResult(Interlocked.Increment(ref steps)));
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
            if (Interlocked.Increment(ref passes) == 1)
            {
                throw new InvalidOperationException("Not yet.");
            }
        })));

        await EmitAsync(host);

        Assert.Equal(RunStatus.Succeeded, (await EndOfAsync(host, "work.on-failure")).Status);
        Assert.Equal((1, 2), (steps, passes));
    }

    [SkippableFact]
    public async Task The_end_of_a_run_that_is_gone_fails_its_handler_at_once()
    {
        await using var host = await StartAsync(redflow => AddHandled(redflow, null, _ => Task.FromResult(0), o => o.OnCanceled(_ => Task.CompletedTask)));
        await host.Client.PauseWorkflowAsync("work.on-canceled");
        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 7, new() { Delay = TimeSpan.FromHours(1) });
        await handle.CancelAsync();
        await Wait.UntilAsync(async () => (await host.Client.ListRunsAsync(new() { Workflow = "work.on-canceled" })).Runs.Count == 1, "the handler is queued");

        await host.Client.DeleteRunAsync(handle.Id);
        await host.Client.ResumeWorkflowAsync("work.on-canceled");

        var handler = await EndOfAsync(host, "work.on-canceled");
        Assert.Equal((RunStatus.Failed, 1, typeof(NonRetriableException).FullName), (handler.Status, handler.Attempt, handler.Error?.Type));
        Assert.Contains($"Run '{handle.Id}' of 'work', whose end is to be handled, is gone", handler.Error!.Message, StringComparison.Ordinal);
    }

    private static void AddHandled<TOutput>(
        RedflowBuilder redflow, Channel<Ended>? ends, Func<WorkflowContext<int>, Task<TOutput>> handler, Action<WorkflowOptions> configure)
    {
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(redflow.Services, ends ?? Channel.CreateUnbounded<Ended>());
        redflow.AddWorkflow("work", handler, o =>
        {
            (o.Backoff, o.MaxAttempts) = (Quick, 2);
            configure(o);
        });
    }

    private static Task RecordAsync(RunEndContext ctx, Channel<Ended> ends) => ctx.Step.RunAsync("record", ct => ends.Writer.WriteAsync(
        new(ctx.Run, ctx.Status, ctx.Error?.Message, ctx.CancelReason, ctx.GetInput<int>()), ct).AsTask());

    /// <summary>Waits until the only run of a workflow has ended.</summary>
    private static async Task<Run> EndOfAsync(WorkerHost host, string workflow)
    {
        RunSummary? run = null;
        await Wait.UntilAsync(
            async () => (run = (await host.Client.ListRunsAsync(new() { Workflow = workflow })).Runs.SingleOrDefault()) is not null, $"a run of {workflow}");
        await host.Client.WaitForRunAsync(run!.Id, Wait.Limit);
        return await host.Client.GetRunAsync(run.Id);
    }
}
