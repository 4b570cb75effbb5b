using System.Diagnostics;
using Redflow.Bench.Processes;
using Redflow.Client;
using Redflow.Workflows;

namespace Redflow.Bench.Workflows;

/// <summary>Emits runs, one at a time or so many a second, and waits for their results.</summary>
internal sealed class ResultProbe(RedflowClient client, LatencyOrder order)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1);
    private static readonly WorkflowRef<Job, Done> Workflow = new(BenchWorkflows.NoOp);

    private readonly long[] _called = new long[order.Count];
    private readonly long[] _answered = new long[order.Count];

    public async Task<LatencyTimes> RunAsync()
    {
        await (order.Rate == 0 ? OneByOneAsync() : AtRateAsync());
        return new(_called, _answered);
    }

    private async Task OneByOneAsync()
    {
        for (var i = 0; i < order.Count; i++)
        {
            await OneAsync(i);
            await Task.Delay(Pause);
        }
    }

    private async Task AtRateAsync()
    {
        var all = new Task[order.Count];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < order.Count;)
        {
            var due = Math.Min(order.Count, 1 + (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * order.Rate));
            for (; i < due; i++)
            {
                all[i] = OneAsync(i);
            }

            await Task.Delay(Pace);
        }

        await Task.WhenAll(all);
    }

    private async Task OneAsync(int number)
    {
        _called[number] = Stopwatch.GetTimestamp();
        var run = await client.EmitWorkflowAsync(Workflow, new Job(number));
        await run.GetResultAsync(Limit);
        _answered[number] = Stopwatch.GetTimestamp();
    }
}
