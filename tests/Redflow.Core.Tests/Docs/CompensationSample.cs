using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/compensation.md, run.</summary>
public sealed class CompensationSample
{
    [Fact]
    public async Task What_was_booked_is_canceled_the_last_first()
    {
        var travel = new Travel(isSoldOut: true);

        var run = await WorkflowTest.For(new WorkflowRef<string, string>("trip"), redflow => Define(redflow, travel)).RunAsync("Lisbon").Bounded();

        Assert.Equal((RunStatus.Failed, "No rooms in Lisbon."), (run.Status, run.Error!.Message));
        Assert.Equal(["hotel", "flight"], run.Compensated);
        Assert.Equal(["book flight", "cancel hotel", "cancel flight"], travel.Done);
    }

    [Fact]
    public async Task A_trip_that_succeeds_stands()
    {
        var travel = new Travel(isSoldOut: false);

        var run = await WorkflowTest.For(new WorkflowRef<string, string>("trip"), redflow => Define(redflow, travel)).RunAsync("Lisbon").Bounded();

        Assert.Equal("Lisbon", run.Output);
        Assert.Empty(run.Compensated);
        Assert.Equal(["book flight", "book hotel"], travel.Done);
    }

    [Fact]
    public async Task The_compensation_is_found_and_the_run_is_not_retried_in_place()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, new(isSoldOut: true))).Bounded();
        var handle = await host.Client.EmitWorkflowAsync<string, string>("trip", "Lisbon");
        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(async () => (await FindAsync(host.Client, handle.Id))?.Status == RunStatus.Succeeded, "the compensation has succeeded");

        var compensation = (await FindAsync(host.Client, handle.Id))!;

        Assert.Equal(("trip", handle.Id), (compensation.Workflow, compensation.CompensationOf));
        Assert.Equal(RetryResult.Compensated, await host.Client.RetryRunAsync(handle.Id));
    }

    private static void Define(RedflowBuilder redflow, Travel travel)
    {
        redflow.AddWorkflow<string, string>("trip", async ctx =>
        {
            ctx.Compensate("flight", ct => travel.CancelAsync("flight", ct));
            await ctx.Step.RunAsync("flight", ct => travel.BookAsync("flight", ctx.Input, ct));
            ctx.Compensate("hotel", ct => travel.CancelAsync("hotel", ct), new() { Retry = new() { MaxAttempts = 10 } });
            await ctx.Step.RunAsync("hotel", ct => travel.BookAsync("hotel", ctx.Input, ct));
            return ctx.Input;
        });
    }

    private static async Task<RunSummary?> FindAsync(RedflowClient client, RunId id)
    {
        var runs = client.EnumerateRunsAsync(new() { Parent = id });
        var compensation = await runs.FirstOrDefaultAsync(run => run.CompensationOf == id);
        return compensation;
    }

    private sealed class Travel(bool isSoldOut)
    {
        public List<string> Done { get; } = [];

        public Task BookAsync(string what, string where, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isSoldOut && what == "hotel")
            {
                throw new NonRetriableException($"No rooms in {where}.");
            }

            Done.Add($"book {what}");
            return Task.CompletedTask;
        }

        public Task CancelAsync(string what, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Done.Add($"cancel {what}");
            return Task.CompletedTask;
        }
    }
}
