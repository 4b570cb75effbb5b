using Redflow.Events;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Redis;

/// <summary>
/// Delivers effects: each by operations that may be repeated, and only then removed. One that could not be delivered is due again later, and
/// holds up none of the others.
/// </summary>
internal sealed partial class Relay(RedisPartitions partitions)
{
    public async Task<DueReply> DeliverAsync(RedisPartition source, int limit, CancellationToken cancellationToken)
    {
        var (effects, nextIn) = await source.Effects.TakeAsync(limit, cancellationToken).ConfigureAwait(false);
        var (delivered, unfinished) = (new List<Effect>(effects.Count), new List<Effect>());
        Task<bool>? failed = null;
        foreach (var part in Parts(effects))
        {
            var deliveries = part.ConvertAll(effect => DeliverAsync(source, effect, cancellationToken));
            await ((Task)Task.WhenAll(deliveries)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            delivered.AddRange(part.Where((_, i) => deliveries[i] is { IsCompletedSuccessfully: true, Result: true }));
            unfinished.AddRange(part.Where((_, i) => deliveries[i] is { IsCompletedSuccessfully: true, Result: false }));

            // All that were taken are due again at the same time: one that fails each time must not keep those behind it for ever.
            failed ??= deliveries.Find(static delivery => !delivery.IsCompletedSuccessfully);
        }

        // What was delivered is not delivered again because another one could not be.
        var count = delivered.Count + unfinished.Count;
        nextIn = count == 0 ? nextIn : await source.Effects.DropAsync(delivered, unfinished, cancellationToken).ConfigureAwait(false);
        if (failed is not null)
        {
            await failed.ConfigureAwait(false);
        }

        return new(count, nextIn);
    }

    /// <summary>
    /// Returns what is delivered at a time: all in a row that take the same single call, of which each would else wait for the one before, and any other
    /// alone. So all go in their order.
    /// </summary>
    private static IEnumerable<List<Effect>> Parts(IEnumerable<Effect> effects)
    {
        var part = new List<Effect>();
        foreach (var effect in effects)
        {
            if (part.Count > 0 && !(part[0].Kind == effect.Kind && effect.Kind is ("emit" or "done" or "await" or "unawait")))
            {
                yield return part;
                part = [];
            }

            part.Add(effect);
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    /// <returns>False when a part of it is left: one that takes long would be due again, and delivered by another relay besides.</returns>
    private async Task<bool> DeliverAsync(RedisPartition source, Effect effect, CancellationToken cancellationToken)
    {
        if (effect.Kind == "fan")
        {
            return await FanAsync(new(effect.Target), cancellationToken).ConfigureAwait(false);
        }

        await DeliverWholeAsync(source, effect, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private Task DeliverWholeAsync(RedisPartition source, Effect effect, CancellationToken cancellationToken) => effect.Kind switch
    {
        "emit" => EmitAsync(RunArguments.Read(effect), cancellationToken),
        "done" => EndWaitAsync(effect, cancellationToken),
        "cancel" => CancelAsync(effect, cancellationToken),
        "handle" => HandleEndAsync(source, effect, cancellationToken),
        "compensate" => partitions.Of(effect.Target).Runs.CompensateAsync(effect.Target, RunId.Derive(effect.Target, "compensation", effect.Target.Partition), cancellationToken),
        "watch" => WatchAsync(effect.Waiting, effect.RunIdOf("run"), cancellationToken),
        "event" => EmitEventAsync(effect, cancellationToken),
        "await" => AwaitEventAsync(effect, cancellationToken),
        "found" => EndEventWaitAsync(effect.Waiting, EventId.Parse(effect.Text("event"), null), cancellationToken),
        "unawait" => UnawaitEventAsync(effect, cancellationToken),
        null => Task.CompletedTask,
        var kind => throw new InvalidOperationException($"'{kind}' is not an effect."),
    };

    /// <summary>Emits a child; where it can't be, the step that waits for it is told, or waits for the run that has its key.</summary>
    private async Task EmitAsync(NewRun run, CancellationToken cancellationToken)
    {
        var reply = await partitions.Of(run.Id).EmitAsync(run, cancellationToken).ConfigureAwait(false);
        if (run.Parent is not { } parent || reply is EmitReply.Emitted or EmitReply.SentAgain)
        {
            return;
        }

        var waiting = new WaitingRun(parent.Run, parent.Step);
        var waits = partitions.Of(parent.Run).Waits;
        if (reply is EmitReply.Existing existing)
        {
            await waits.RedirectAsync(waiting, run.Id, existing.Id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var error = reply is EmitReply.KeyTaken taken
                ? RunError.From(new IdempotencyKeyTakenException(run.Workflow, run.IdempotencyKey!, taken.Id))
                : RunError.From(new UnknownWorkflowException(run.Workflow, []));
            await waits.FailChildAsync(waiting, run.Id, error, traceParent: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<CancelResult?[]> CancelAsync(Effect effect, CancellationToken cancellationToken) => Task.WhenAll(effect.Others.Prepend(effect.Target).Select(
        child => partitions.Of(child).Runs.CancelAsync(child, effect.Text("reason"), cancellationToken)));

    /// <summary>Has a step told of the end of a run that is not its child; of one that is gone, at once.</summary>
    private async Task WatchAsync(WaitingRun waiting, RunId watched, CancellationToken cancellationToken)
    {
        if (!await partitions.Of(watched).Waits.WatchAsync(watched, waiting, cancellationToken).ConfigureAwait(false))
        {
            await partitions.Of(waiting.Run).Waits.FailChildAsync(waiting, watched, Gone(watched), traceParent: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> EndWaitAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (waits, child, value) = (partitions.Of(effect.Target).Waits, effect.RunIdOf("child"), effect.Fields["value"]);
        return effect.Text("status") switch
        {
            "succeeded" => waits.EndChildAsync(effect.Waiting, child, value, effect.TraceParent, cancellationToken),
            "failed" => waits.FailChildAsync(effect.Waiting, child, RunReader.ToError(value) with { Child = child }, effect.TraceParent, cancellationToken),
            _ => waits.FailChildAsync(effect.Waiting, child, Canceled(child, effect.Text("value")), effect.TraceParent, cancellationToken),
        };
    }

    private async Task HandleEndAsync(RedisPartition source, Effect effect, CancellationToken cancellationToken)
    {
        var handler = effect.Text("handler");
        if (await PlaceAsync(source, effect, handler, cancellationToken).ConfigureAwait(false) is { } partition)
        {
            await EmitAsync(effect.Ended.HandledBy(handler, effect.TraceParent, partition), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns where the run of an effect is to live. The id is made of it, so a delivery that is repeated goes where the first one went, though
    /// the workflow may have become limited since. Null when another relay has delivered it.
    /// </summary>
    private async ValueTask<int?> PlaceAsync(RedisPartition source, Effect effect, string workflow, CancellationToken cancellationToken)
    {
        if (partitions.All.Count == 1)
        {
            return 0;
        }

        var home = await partitions.HomeOfAsync(workflow, null, effect.Target.Partition, cancellationToken).ConfigureAwait(false);
        return await source.Effects.PlaceAsync(effect, home, cancellationToken).ConfigureAwait(false);
    }

    private static RunError Canceled(RunId child, string reason) =>
        new(typeof(RunCanceledException).FullName!, reason.Length > 0 ? reason : "The run was canceled.") { Child = child };

    private static RunError Gone(RunId id) => RunError.From(new RunNotFoundException(id));
}
