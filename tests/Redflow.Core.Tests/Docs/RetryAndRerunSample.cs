using Redflow.Client;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/retry-and-rerun.md, run.</summary>
public sealed class RetryAndRerunSample
{
    private static readonly WorkflowRef<ReportInput, string> Report = new("report");

    private readonly List<string> _done = [];
    private bool _isPrinterAway = true;

    [Fact]
    public async Task A_retry_in_place_goes_on_behind_the_last_finished_step()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await FailAsync(host.Client);
        _isPrinterAway = false;

        var result = await RetryAsync(host.Client, handle.Id);

        Assert.Equal(RetryResult.Retried, result);
        Assert.Equal("A4 of March", await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(["collect March", "print March"], _done);
    }

    [Fact]
    public async Task A_rerun_is_another_run_with_another_input()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await FailAsync(host.Client);
        _isPrinterAway = false;

        var rerun = await RerunAsync(host.Client, handle.Id);

        Assert.Equal("A3 of April", (await rerun.GetResultAsync(Wait.Limit)).As<string>());
        Assert.Equal(["collect March", "collect April", "print April"], _done);
        Assert.Equal((handle.Id, RunStatus.Failed), ((await rerun.GetStateAsync()).RerunOf, (await handle.GetStateAsync()).Status));
    }

    [Fact]
    public async Task A_rerun_from_a_step_takes_over_the_results_before_it()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await FailAsync(host.Client);
        _isPrinterAway = false;

        var rerun = await RerunFromStepAsync(host.Client, handle.Id);

        Assert.Equal("A3 of March", (await rerun.GetResultAsync(Wait.Limit)).As<string>());
        Assert.Equal(["collect March", "print March"], _done);
    }

    private void Define(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<ReportInput, string>("report", async ctx =>
        {
            var month = await ctx.Step.RunAsync("collect", _ => CollectAsync(ctx.Input.Month));
            await ctx.Step.RunAsync("print", _ => PrintAsync(month));
            return $"{ctx.Input.Paper} of {month}";
        });
    }

    private static async Task<RunHandle<string>> FailAsync(RedflowClient client)
    {
        var handle = await client.EmitWorkflowAsync(Report, new("March"));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        return handle;
    }

    private static async Task<RetryResult> RetryAsync(RedflowClient client, RunId id)
    {
        var result = await client.RetryRunAsync(id);
        return result;
    }

    private static async Task<RunHandle<Payload>> RerunAsync(RedflowClient client, RunId id)
    {
        var rerun = await client.RerunAsync(id, Payload.From(new ReportInput("April", "A3")));
        return rerun;
    }

    private static async Task<RunHandle<Payload>> RerunFromStepAsync(RedflowClient client, RunId id)
    {
        var rerun = await client.RerunAsync(id, Payload.From(new ReportInput("March", "A3")), fromStep: "print");
        return rerun;
    }

    private Task<string> CollectAsync(string month)
    {
        _done.Add($"collect {month}");
        return Task.FromResult(month);
    }

    private Task PrintAsync(string month)
    {
        if (_isPrinterAway)
        {
            throw new NonRetriableException("The printer is away.");
        }

        _done.Add($"print {month}");
        return Task.CompletedTask;
    }

    private sealed record ReportInput(string Month, string Paper = "A4");
}
