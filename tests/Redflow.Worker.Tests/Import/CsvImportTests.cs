using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Worker.Workflows.Import;

namespace Redflow.Worker.Tests.Import;

[Collection(SharedGarnet.Name)]
public sealed class CsvImportTests(GarnetServer server) : WorkflowTests(server)
{
    private const string Workflow = "csv-import";

    [Fact]
    public async Task Sample_file_is_imported_in_batches_of_a_hundred()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, """{"path":"sales.csv"}""");
        var summary = await ResultAsync<ImportSummary>(worker, run.Id);

        Assert.Equal((240, 235, 5), (summary.Rows, summary.Valid, summary.Invalid));
        Assert.Equal(235, summary.Countries.Values.Sum());
        Assert.Equal([18, 60, 103, 151, 209], summary.Rejected.Select(row => row.Line));
        Assert.Equal(
            ["inspect", "batch-0001", "batch-0002", "batch-0003"],
            (await worker.Client.GetRunStepsAsync(run.Id)).Select(step => step.Name));
    }

    [Fact]
    public async Task Import_that_is_cut_off_goes_on_after_the_last_batch_that_was_committed()
    {
        const int Rows = 1_500;
        Folder.Import("long.csv", "date,customer,country,amount\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"2025-01-02,Ada,DE,{row}\n")));
        RunId run;
        (string, DateTimeOffset?)[] committed;
        await using (var first = await StartWorkerAsync())
        {
            run = (await EmitAsync(first, Workflow, """{"path":"long.csv","batchSize":1}""")).Id;
            await StepsAsync(first, run, 10);
            committed = Committed(await first.Client.GetRunStepsAsync(run));
        }

        await using var second = await StartWorkerAsync();
        var summary = await ResultAsync<ImportSummary>(second, run);

        Assert.Equal((Rows, Rows, Rows * (Rows - 1) / 2m), (summary.Rows, summary.Valid, summary.Amount));
        var steps = Committed(await second.Client.GetRunStepsAsync(run));
        Assert.Equal(1 + Rows, steps.Length);
        Assert.InRange(committed.Length, 10, Rows);
        Assert.Equal(committed, steps.Take(committed.Length));
    }

    [Theory]
    [InlineData("../ledger.jsonl", typeof(ImportPathRefusedException))]
    [InlineData("/etc/hostname", typeof(ImportPathRefusedException))]
    [InlineData("nothing.csv", typeof(ImportFileNotFoundException))]
    [InlineData("no-sales.csv", typeof(ImportFormatException))]
    public async Task File_that_can_not_be_imported_fails_the_run_at_once(string path, Type error)
    {
        Folder.Import("no-sales.csv", "just,some,text\n");
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, $$"""{"path":"{{path}}"}""");

        Assert.Equal(error.FullName, (await ErrorAsync(run)).Type);
        Assert.Equal(1, (await run.GetStateAsync()).Attempt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task Batch_size_out_of_range_fails_the_run_at_once(int size)
    {
        await using var worker = await StartWorkerAsync();

        var error = await ErrorAsync(await EmitAsync(worker, Workflow, $$"""{"path":"sales.csv","batchSize":{{size}}}"""));

        Assert.Equal(typeof(InputValidationException).FullName, error.Type);
        Assert.Contains("batchSize", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The steps with the times of their commits: one that ran again would have a later one.</summary>
    private static (string, DateTimeOffset?)[] Committed(IEnumerable<StepRecord> steps) => [.. steps.Select(step => (step.Name, step.FinishedAt))];
}
