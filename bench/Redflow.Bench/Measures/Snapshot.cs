using Redflow.Bench.Processes;
using Redflow.Bench.Servers;

namespace Redflow.Bench.Measures;

/// <summary>What everything had cost at one moment.</summary>
internal sealed record Snapshot(
    ServerReading Server, double HarnessMs, double ProducerMs, double? WorkerMs, long ProducerBytes, long? WorkerBytes, MachineLoad Machine)
{
    /// <param name="producer">The producer; null when that is the bench itself.</param>
    public static async Task<Snapshot> TakeAsync(BenchServer server, ChildProcess? producer, params IReadOnlyList<ChildProcess> workers)
    {
        var producerBytes = producer is null ? GC.GetTotalAllocatedBytes(precise: true) : await producer.AskAsync<long>("usage");
        long? workerBytes = workers.Count == 0 ? null : (await Task.WhenAll(workers.Select(worker => worker.AskAsync<long>("usage")))).Sum();
        return new(
            await server.CountAsync(),
            producer is null ? 0 : ProcessCpu.ReadMs(Environment.ProcessId),
            ProcessCpu.ReadMs(producer?.Id ?? Environment.ProcessId),
            workers.Count == 0 ? null : workers.Sum(worker => ProcessCpu.ReadMs(worker.Id)),
            producerBytes,
            workerBytes,
            MachineLoad.Read());
    }

    /// <summary>What it would be if what was spent between two others had been spent too.</summary>
    public Snapshot Plus(Snapshot before, Snapshot after) => new(
        Server.Plus(before.Server, after.Server),
        HarnessMs + after.HarnessMs - before.HarnessMs,
        ProducerMs + after.ProducerMs - before.ProducerMs,
        WorkerMs + after.WorkerMs - before.WorkerMs,
        ProducerBytes + after.ProducerBytes - before.ProducerBytes,
        WorkerBytes + after.WorkerBytes - before.WorkerBytes,
        Machine.Plus(before.Machine, after.Machine));

    /// <summary>What was spent since an earlier one.</summary>
    public Costs Since(Snapshot before, int runs)
    {
        var serverMs = Server.CpuMs - before.Server.CpuMs;
        var producerMs = ProducerMs - before.ProducerMs;
        var workerMs = WorkerMs - (before.WorkerMs ?? 0);
        var ownMs = (serverMs ?? 0) + producerMs + (workerMs ?? 0) + (HarnessMs - before.HarnessMs);
        return new(
            MachineLoad.Between(before.Machine, Machine, ownMs),
            Each(serverMs * 1000),
            Each(producerMs * 1000),
            Each(workerMs * 1000),
            Each(ProducerBytes - before.ProducerBytes),
            Each(WorkerBytes - before.WorkerBytes),
            RedisCosts.Between(before.Server, Server, runs));

        double? Each(double? total) => Rounded.To(1, total / runs);
    }
}
