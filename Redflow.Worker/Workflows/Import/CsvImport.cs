using Redflow.Workflows;

namespace Redflow.Worker.Workflows.Import;

/// <summary>Imports a CSV file of sales, a durable step for each batch of rows: what is committed is never read again.</summary>
[Workflow("csv-import")]
internal sealed class CsvImport(SalesReader reader) : IWorkflow<ImportInput, ImportSummary>
{
    public async Task<ImportSummary> RunAsync(WorkflowContext<ImportInput> ctx)
    {
        var size = ctx.Input.BatchSize;
        var file = await ctx.Step.RunAsync("inspect", ct => reader.InspectAsync(ctx.Input.Path, ct));
        var parts = new List<ImportSummary>();
        while (true)
        {
            var first = parts.Count * size;
            var batch = await ctx.Step.RunAsync($"batch-{parts.Count + 1:0000}", ct => reader.ReadAsync(file, first, size, ct));
            parts.Add(batch.Summary);
            if (batch.IsLast)
            {
                return ImportSummary.Sum(parts);
            }
        }
    }
}
