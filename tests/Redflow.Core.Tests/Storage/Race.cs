using System.Collections.Concurrent;
using System.Text;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage;

/// <summary>Workers that claim and end runs at the same time, each with more room than it gets.</summary>
/// <remarks>A run counts as held from its claim's reply to the sending of its end: never longer than the store has it.</remarks>
internal sealed class Race(IRedflowStore store, string queue, IReadOnlyList<string> workers)
{
    private static readonly PassOutcome Done = new PassOutcome.Succeeded("1"u8.ToArray());

    private readonly ConcurrentDictionary<string, int> _held = new();
    private readonly Lock _gate = new();

    public ConcurrentQueue<RunId> Ended { get; } = new();

    /// <summary>The most runs that were held at a time.</summary>
    public int MostHeld { get; private set; }

    /// <summary>The most runs with the same input that were held at a time.</summary>
    public ConcurrentDictionary<string, int> MostHeldByInput { get; } = new();

    public Task RunAsync(int runs) => Task.WhenAll(workers.Select(worker => Task.Run(() => WorkAsync(worker, runs))));

    private async Task WorkAsync(string worker, int runs)
    {
        using var limit = new CancellationTokenSource(Wait.Limit);
        IReadOnlyList<FinishedPass> finished = [];
        while (Ended.Count < runs && !limit.IsCancellationRequested)
        {
            var reply = await store.ExchangeAsync(new(worker, [queue], 10, finished));
            foreach (var run in reply.Claimed)
            {
                Hold(Input(run), 1);
            }

            await Task.Yield();
            foreach (var run in reply.Claimed)
            {
                Hold(Input(run), -1);
                Ended.Enqueue(run.Id);
            }

            finished = [.. reply.Claimed.Select(run => new FinishedPass(run.Id, run.Fence, Done))];
        }

        await store.ExchangeAsync(new(worker, [queue], 0, finished));
    }

    private static string Input(ClaimedRun run) => Encoding.UTF8.GetString(run.Input);

    private void Hold(string input, int change)
    {
        lock (_gate)
        {
            _held[input] = _held.GetValueOrDefault(input) + change;
            MostHeldByInput[input] = Math.Max(MostHeldByInput.GetValueOrDefault(input), _held[input]);
            MostHeld = Math.Max(MostHeld, _held.Values.Sum());
        }
    }
}
