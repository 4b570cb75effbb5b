using Redflow.Dashboard.FirstRun;
using Redflow.Testing;

namespace Redflow.Worker.Tests.Samples;

/// <summary>What the dashboard emits by a button while there are no runs.</summary>
[Collection(SharedGarnet.Name)]
public sealed class FirstRunTests(GarnetServer server) : WorkflowTests(server)
{
    [Fact]
    public async Task Every_sample_that_the_dashboard_offers_succeeds()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Samples", "sales.csv"), Path.Combine(Folder.Samples.Imports, "sales.csv"));
        await using var worker = await StartWorkerAsync();

        var runs = await Task.WhenAll(SampleWorkflows.All.Select(sample => EmitAsync(worker, sample.Name, sample.Input)));

        foreach (var run in runs)
        {
            await run.GetResultAsync(Wait.Limit);
        }

        var known = (await worker.Client.ListWorkflowsAsync()).Select(workflow => workflow.Name);
        Assert.Equal(known.Order(), SampleWorkflows.All.Select(sample => sample.Name).Append(SampleWorkflows.Scheduled).Order());
    }
}
