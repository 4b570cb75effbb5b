using Redflow.Bench.Processes;

namespace Redflow.Bench.Scenarios;

/// <summary>A queue that is filled while a worker that has worked before must not claim from it.</summary>
internal static class PausedQueue
{
    /// <summary>The queue of all runs of the bench.</summary>
    public const string Name = "default";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts a producer and a worker and lets runs go through both that are like those to come, so that they are warm.</summary>
    public static async Task<(ChildProcess Producer, ChildProcess Worker)> PrepareAsync(Measurement measurement, WorkerSettings settings, EmitOrder warmUp)
    {
        await measurement.ResetAsync(settings);
        var producer = await measurement.StartProducerAsync();
        var worker = await measurement.StartWorkerAsync(new(0), settings);
        await worker.AskAsync("go", cancellationToken: measurement.CancellationToken);
        await producer.AskAsync("emit", warmUp, measurement.CancellationToken);
        await measurement.SucceededAsync(warmUp.Count, Look);
        await measurement.Client.PauseQueueAsync(Name, cancellationToken: measurement.CancellationToken);
        await measurement.SettleAsync();
        return (producer, worker);
    }
}
