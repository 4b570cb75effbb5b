using Microsoft.Extensions.Logging;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

internal static partial class ExportLog
{
    [LoggerMessage(1, LogLevel.Information, "Page {Page} is written.")]
    public static partial void PageWritten(this ILogger logger, int page);
}

/// <summary>The code of docs/how-to/watch-a-run.md, run.</summary>
public sealed class WatchARunSample
{
    private static readonly WorkflowRef<int, string> Export = new("export");

    [Fact]
    public async Task Status_progress_and_log_are_read_while_the_run_goes_on()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await host.Client.EmitWorkflowAsync(Export, 2);
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run waits for its approval");

        var (fraction, place) = await ReadAsync(handle);
        var log = await LogAsync(host.Client, handle.Id);

        Assert.Equal((1.0, "export.csv"), (fraction, place));
        Assert.Equal(["Information: Page 1 is written.", "Information: Page 2 is written."], log);
    }

    [Fact]
    public async Task A_watcher_sees_the_run_up_to_its_end()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await host.Client.EmitWorkflowAsync(Export, 2);
        var watch = WatchAsync(handle);

        await handle.SignalAsync("approve", "Ada");

        Assert.Equal("Succeeded, 3 steps, page 2 of 2", (await watch.Bounded())[^1]);
        Assert.Equal("2 pages, approved by Ada", await handle.GetResultAsync(Wait.Limit));
    }

    private static void Define(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<int, string>("export", async ctx =>
        {
            for (var page = 1; page <= ctx.Input; page++)
            {
                await ctx.Step.RunAsync($"page {page}", _ => Task.CompletedTask);
                ctx.Logger.PageWritten(page);
                ctx.ReportProgress((double)page / ctx.Input, $"page {page} of {ctx.Input}");
            }

            await ctx.SetStatusAsync(new { File = "export.csv" });
            var approver = await ctx.Step.WaitForSignalAsync<string>("approval", "approve");
            return $"{ctx.Input} pages, approved by {approver}";
        });
    }

    private static async Task<(double? Fraction, string? File)> ReadAsync(RunHandle<string> handle)
    {
        var run = await handle.GetStateAsync();
        var fraction = run.Progress?.Fraction;
        var status = run.CustomStatus?.As<ExportStatus>();
        return (fraction, status?.File);
    }

    private static async Task<List<string>> LogAsync(RedflowClient client, RunId id)
    {
        var lines = new List<string>();
        foreach (var line in await client.GetRunLogAsync(id))
        {
            lines.Add($"{line.Level}: {line.Message}");
        }

        return lines;
    }

    private static async Task<List<string>> WatchAsync(RunHandle<string> handle)
    {
        var lines = new List<string>();
        await foreach (var update in handle.WatchAsync())
        {
            lines.Add($"{update.Run.Status}, {update.Steps.Count} steps, {update.Run.Progress?.Message}");
        }

        return lines;
    }

    private sealed record ExportStatus(string File);
}
