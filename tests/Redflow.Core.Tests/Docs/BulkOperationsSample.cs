using Redflow.Bulk;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/bulk-operations.md, run.</summary>
public sealed class BulkOperationsSample
{
    private static readonly WorkflowRef<string, string> Import = new("import");

    [Fact]
    public async Task Runs_are_emitted_retried_canceled_and_deleted_together()
    {
        var isBroken = true;
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<string, string>(
            "import", ctx => isBroken ? throw new NonRetriableException("The disk is full.") : Task.FromResult(ctx.Input), o => o.MaxConcurrency = 0)).Bounded();
        var handles = await EmitAsync(host.Client, ["a.csv", "b.csv", "c.csv"]);
        await Wait.UntilAsync(async () => await host.Client.CountRunsAsync(new() { Workflow = "import", Status = RunStatus.Failed }) == 3, "all have failed");
        isBroken = false;

        var retried = await RetryAsync(host.Client);
        var outputs = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));
        var canceled = await CancelAsync(host.Client);
        var deleted = await DeleteAsync(host.Client, DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(["a.csv", "b.csv", "c.csv"], outputs);
        Assert.Equal((new BulkResult(3, 0), new BulkResult(0, 3), new BulkResult(3, 0)), (retried, canceled, deleted));
        Assert.Equal(0, await host.Client.CountRunsAsync(new() { Workflow = "import" }));
    }

    private static async Task<IReadOnlyList<RunHandle<string>>> EmitAsync(RedflowClient client, IReadOnlyList<string> files)
    {
        var handles = await client.EmitManyAsync(Import, files, file => new() { IdempotencyKey = file, Tags = ["nightly"] });
        return handles;
    }

    private static async Task<BulkResult> RetryAsync(RedflowClient client)
    {
        var operation = await client.StartBulkAsync(new(BulkOperation.Retry, new() { Workflow = "import", Status = RunStatus.Failed }));
        await foreach (var update in operation.WatchAsync())
        {
            Console.WriteLine($"{update.Run.Progress?.Fraction:P0} {update.Run.Progress?.Message}");
        }

        var result = await operation.GetResultAsync(TimeSpan.FromMinutes(10));
        return result;
    }

    private static async Task<BulkResult> CancelAsync(RedflowClient client)
    {
        var operation = await client.StartBulkAsync(new(BulkOperation.Cancel, new() { Tag = "nightly" }, "superseded"));
        return await operation.GetResultAsync(Wait.Limit);
    }

    private static async Task<BulkResult> DeleteAsync(RedflowClient client, DateTimeOffset monday)
    {
        var old = new RunQuery { Workflow = "import", Status = RunStatus.Succeeded, CreatedBefore = monday };
        var operation = await client.StartBulkAsync(new(BulkOperation.Delete, old));
        return await operation.GetResultAsync(Wait.Limit);
    }
}
