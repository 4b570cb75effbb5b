using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    /// <summary>What a handler of failures is told.</summary>
    private sealed record Failure(RunId Id, string Workflow, int Attempt, string Error);

    private sealed class FailureRecorder(Channel<Failure> failures) : IRunEndHandler
    {
        public Task HandleAsync(RunEndContext ctx) => ctx.Step.RunAsync("record", ct =>
            failures.Writer.WriteAsync(new(ctx.Run.Id, ctx.Run.Workflow, ctx.Run.Attempt, ctx.Error!.Message), ct).AsTask());
    }

    [Fact]
    public async Task On_failure_is_called_once_the_run_has_finally_failed_after_three_attempts_by_default()
    {
        var failures = Channel.CreateUnbounded<Failure>();
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow<int, int>("invoice-sync", _ => throw new InvalidOperationException("No."), o =>
            {
                o.Backoff = Quick;
                o.OnFailure<FailureRecorder>();
            }),
            services => services.AddSingleton(failures));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("invoice-sync", 1);

        Assert.Equal(new(handle.Id, "invoice-sync", 3, "No."), await failures.Reader.ReadAsync().AsTask().Bounded());
        await Wait.UntilAsync(
            async () => await host.Client.CountRunsAsync(new() { Workflow = "invoice-sync.on-failure", Status = RunStatus.Succeeded }) == 1, "the handler has ended");
        Assert.False(failures.Reader.TryRead(out _));
    }

    [SkippableFact]
    public async Task On_failure_survives_the_loss_of_the_worker_that_runs_it()
    {
        var passes = Channel.CreateUnbounded<int>();
        var pass = 0;
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("invoice-sync", _ => throw new NonRetriableException("No."), o =>
            o.OnFailure(async ctx =>
            {
                var number = Interlocked.Increment(ref pass);
                await passes.Writer.WriteAsync(number);
                await Task.Delay(number == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ctx.CancellationToken);
            })));
        await host.Client.EmitWorkflowAsync<int, int>("invoice-sync", 1);
        Assert.Equal(1, await passes.Reader.ReadAsync().AsTask().Bounded());
        var handler = (await host.Client.ListRunsAsync(new() { Workflow = "invoice-sync.on-failure" })).Runs.Single();

        await host.Store.ReleaseWorkerAsync(handler.Worker!);

        Assert.Equal(2, await passes.Reader.ReadAsync().AsTask().Bounded());
        Assert.IsType<RunOutcome.Succeeded>(await host.Client.WaitForRunAsync(handler.Id, Wait.Limit));
    }

    [Fact]
    public async Task A_non_retriable_error_fails_the_run_at_once()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("never", _ => throw new NonRetriableException("No.")));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("never", 1);

        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
    }

    [Fact]
    public void Every_error_is_a_Redflow_error()
    {
        Type[] translated =
        [
            typeof(RedflowException), typeof(RunCanceledException), typeof(RedflowTimeoutException), typeof(NonRetriableException),
            typeof(InputValidationException), typeof(UnknownWorkflowException),
        ];

        var errors = typeof(RedflowException).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Exception))).ToArray();

        Assert.Empty(translated.Except(errors));
        Assert.All(errors, error => Assert.True(error.IsAssignableTo(typeof(RedflowException)), error.FullName));
    }
}
