using Redflow.Bench.Processes;
using Redflow.Bench.Workflows;

namespace Redflow.Bench.Scenarios;

/// <summary>Emits with many calls under way, and no worker.</summary>
internal static class Emit
{
    public static async Task MeasureAsync(Measurement measurement)
    {
        var options = measurement.Options;
        var order = new EmitOrder(BenchWorkflows.NoOp, options.Jobs, options.InFlight);
        await measurement.ResetAsync();
        var producer = await measurement.StartProducerAsync();
        await measurement.WarmAsync(producer, order);
        await measurement.ResetAsync();

        var before = await measurement.SnapAsync(producer);
        var ticks = await producer.AskAsync<long>("emit", order, measurement.CancellationToken);
        var costs = (await measurement.SnapAsync(producer)).Since(before, options.Jobs);

        measurement.Add(measurement.NewRow("emit").With(costs) with { Jobs = options.Jobs, PerSec = Rate.OfTicks(options.Jobs, ticks) });
    }
}
