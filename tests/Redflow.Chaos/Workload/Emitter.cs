using Redflow.Chaos.Ledger;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Chaos.Workload;

/// <summary>
/// Emits runs as a careful client does: when an answer is lost it sends the same run again, with the same id. It gives up in time: once the
/// run has ended and its retention is over, the same id would be a new run.
/// </summary>
internal sealed class Emitter(IRedflowStore store, LedgerWriter ledger)
{
    /// <summary>How long an emit is repeated.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly PayloadSerializer _payloads = new(new());
    private readonly RunDescriber _describer = new(store, new(new()), TimeProvider.System);

    /// <summary>Emits one run.</summary>
    /// <returns>The run that the answer names; null when none came.</returns>
    public async Task<RunId?> EmitAsync(string workflow, ChaosInput input, EmitOptions? options, CancellationToken cancellationToken)
    {
        var accepted = await EmitManyAsync(workflow, [input], options, cancellationToken);
        return accepted.Count > 0 ? accepted[0] : null;
    }

    /// <summary>Emits a run for each input, in one call.</summary>
    /// <returns>The runs that the answer names; none when none came.</returns>
    public async Task<IReadOnlyList<RunId>> EmitManyAsync(
        string workflow, IReadOnlyList<ChaosInput> inputs, EmitOptions? options, CancellationToken cancellationToken)
    {
        var runs = new NewRun[inputs.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = await _describer.DescribeAsync(workflow, _payloads.Write(inputs[i]), options, null, cancellationToken);
            ledger.Write(LedgerKinds.EmitSent, runs[i].Id.ToString(), workflow, options?.IdempotencyKey);
        }

        var sentAt = LedgerWriter.Now;
        do
        {
            try
            {
                var replies = await SendAsync(runs, cancellationToken);
                return [.. runs.Zip(replies, Accept)];
            }
            catch (StoreUnavailableException exception)
            {
                ledger.Write(LedgerKinds.EmitError, runs[0].Id.ToString(), exception.GetType().Name);
            }

            await Task.Delay(Pause, cancellationToken);
        }
        while (LedgerWriter.Now - sentAt < Patience.Ticks);
        return [];
    }

    private async Task<IReadOnlyList<EmitReply>> SendAsync(NewRun[] runs, CancellationToken cancellationToken) =>
        runs.Length == 1 ? [await store.EmitAsync(runs[0], cancellationToken)] : await store.EmitManyAsync(runs, cancellationToken);

    private RunId Accept(NewRun run, EmitReply reply)
    {
        var id = reply switch
        {
            EmitReply.Emitted or EmitReply.SentAgain => run.Id,
            EmitReply.Existing existing => existing.Id,
            _ => throw new InvalidOperationException($"An emit of '{run.Workflow}' was answered {reply}."),
        };
        ledger.Write(LedgerKinds.EmitOk, id.ToString(), run.Workflow, run.IdempotencyKey);
        return id;
    }
}
