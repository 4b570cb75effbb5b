using System.Diagnostics;
using Redflow.Bench.Processes;
using Redflow.Client;
using Redflow.Workflows;

namespace Redflow.Bench.Workflows;

/// <summary>Emits as many runs as asked for.</summary>
internal sealed class Emitter(RedflowClient client)
{
    /// <returns>How long it took, in ticks of the stopwatch.</returns>
    public async Task<long> EmitAsync(EmitOrder order)
    {
        var started = Stopwatch.GetTimestamp();
        var within = order.Within ?? TimeSpan.MaxValue;
        await Lanes.RunAsync(
            order.Count, Math.Max(1, order.Bulk), order.InFlight, () => Stopwatch.GetElapsedTime(started) < within, CallOf(order));
        return Stopwatch.GetTimestamp() - started;
    }

    /// <summary>Emits delayed runs.</summary>
    /// <returns>When each is due, by the wall clock, in ticks of UTC.</returns>
    public async Task<IReadOnlyList<long>> DelayAsync(DelayOrder order)
    {
        var workflow = new WorkflowRef<Job, Done>(BenchWorkflows.NoOp);
        var dues = new long[order.Count];
        var first = DateTimeOffset.UtcNow + order.Lead;
        await Lanes.RunAsync(order.Count, 1, order.InFlight, () => true, async i =>
        {
            var due = first + (i * order.Interval);
            dues[i] = due.Ticks;
            await client.EmitWorkflowAsync(workflow, new Job(i), new() { RunAt = due });
        });
        return dues;
    }

    private Func<int, Task> CallOf(EmitOrder order)
    {
        var workflow = new WorkflowRef<Job, Done>(order.Workflow);
        if (order.PayloadBytes > 0)
        {
            var documents = new WorkflowRef<Document, Done>(order.Workflow);
            return i => client.EmitWorkflowAsync(documents, Document.OfBytes(order.PayloadBytes, i));
        }

        if (order.Limited > 0)
        {
            WorkflowRef<Job, Done>[] limited = [.. Enumerable.Range(0, order.Limited).Select(i => new WorkflowRef<Job, Done>(BenchWorkflows.Limited(i)))];
            return i => client.EmitWorkflowAsync(limited[i % limited.Length], new Job(i));
        }

        return order.Bulk == 0
            ? i => client.EmitWorkflowAsync(workflow, new Job(i))
            : i => client.EmitManyAsync(workflow, [.. Enumerable.Range(i, Math.Min(order.Bulk, order.Count - i)).Select(n => new Job(n))]);
    }
}
