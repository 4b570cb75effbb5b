using System.Runtime.ExceptionServices;
using Redflow.Events;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Redis;

/// <summary>
/// Delivers effects: each by operations that may be repeated, and only then removed. One that could not be delivered is due again later, and
/// holds up none of the others.
/// </summary>
internal sealed class Relay(RedisPartitions partitions)
{
    private const int FanSize = 100;

    public async Task<DueReply> DeliverAsync(RedisPartition source, int limit, CancellationToken cancellationToken)
    {
        var (effects, nextIn) = await source.Effects.TakeAsync(limit, cancellationToken).ConfigureAwait(false);
        var (delivered, unfinished) = (new List<Effect>(effects.Count), new List<Effect>());
        ExceptionDispatchInfo? failure = null;
        foreach (var effect in effects)
        {
            try
            {
                var isWhole = await DeliverAsync(source, effect, cancellationToken).ConfigureAwait(false);
                (isWhole ? delivered : unfinished).Add(effect);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // All that were taken are due again at the same time: one that fails each time must not keep those behind it for ever.
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        // What was delivered is not delivered again because another one could not be.
        var count = delivered.Count + unfinished.Count;
        nextIn = count == 0 ? nextIn : await source.Effects.DropAsync(delivered, unfinished, cancellationToken).ConfigureAwait(false);
        failure?.Throw();
        return new(count, nextIn);
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
        "cancel" => partitions.Of(effect.Target).Runs.CancelAsync(effect.Target, effect.Text("reason"), cancellationToken),
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
        if (run.Parent is not { } parent || reply is EmitReply.Emitted)
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
            await waits.FailChildAsync(waiting, run.Id, error, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Has a step told of the end of a run that is not its child; of one that is gone, at once.</summary>
    private async Task WatchAsync(WaitingRun waiting, RunId watched, CancellationToken cancellationToken)
    {
        if (!await partitions.Of(watched).Waits.WatchAsync(watched, waiting, cancellationToken).ConfigureAwait(false))
        {
            await partitions.Of(waiting.Run).Waits.FailChildAsync(waiting, watched, Gone(watched), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> EndWaitAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (waits, child, value) = (partitions.Of(effect.Target).Waits, effect.RunIdOf("child"), effect.Fields["value"]);
        return effect.Text("status") switch
        {
            "succeeded" => waits.EndChildAsync(effect.Waiting, child, value, cancellationToken),
            "failed" => waits.FailChildAsync(effect.Waiting, child, RunReader.ToError(value) with { Child = child }, cancellationToken),
            _ => waits.FailChildAsync(effect.Waiting, child, Canceled(child, effect.Text("value")), cancellationToken),
        };
    }

    private async Task HandleEndAsync(RedisPartition source, Effect effect, CancellationToken cancellationToken)
    {
        var (id, handler) = (effect.Target, effect.Text("workflow"));
        if (await partitions.Of(id).Reader.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } run)
        {
            // As it was when it ended: it may have been retried since.
            var ended = run with { Status = RunStatuses.Parse(effect.Text("status")), Attempt = (int)effect.Number("attempt") };
            if (await PlaceAsync(source, effect, handler, cancellationToken).ConfigureAwait(false) is { } partition)
            {
                await EmitAsync(EndedRun.HandlerOf(ended, handler, partition), cancellationToken).ConfigureAwait(false);
            }
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

    private Task EmitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var id = new EventId(effect.Target);
        var newEvent = new NewEvent(id, effect.Text("name"), effect.Text("key"), effect.Fields["payload"]) { LimitKeys = EventCalls.SplitKeys(effect.Text("limits")) };
        return partitions.Of(id.Value).Events.EmitAsync(newEvent, cancellationToken);
    }

    private Task AwaitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (name, key) = (effect.Text("name"), effect.Text("key"));
        return partitions.OfEvent(name, key).Events.AwaitAsync(
            name, key, effect.Target, effect.Text("step"), effect.Number("since"), effect.Number("over"), cancellationToken);
    }

    private Task UnawaitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (name, key) = (effect.Text("name"), effect.Text("key"));
        return partitions.OfEvent(name, key).Events.UnawaitAsync(name, key, effect.Waiting, cancellationToken);
    }

    private async Task EndEventWaitAsync(WaitingRun waiting, EventId id, CancellationToken cancellationToken)
    {
        var events = partitions.Of(id.Value).Events;
        if (await events.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            && await partitions.Of(waiting.Run).Waits.EndEventAsync(
                waiting, new(id, found.Name, found.CorrelationKey, found.Payload!.Value.Utf8.ToArray()), cancellationToken).ConfigureAwait(false))
        {
            await events.NoteAsync(id, "released", [waiting.Run], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the runs that an event triggers, and delivers it to some of the steps that wait for it.</summary>
    /// <returns>Whether none is left.</returns>
    private async Task<bool> FanAsync(EventId id, CancellationToken cancellationToken)
    {
        var events = partitions.Of(id.Value).Events;
        var fanned = await events.FanAsync(id, FanSize, [], cancellationToken).ConfigureAwait(false);
        if (fanned is not null)
        {
            await StartAsync(id, fanned, cancellationToken).ConfigureAwait(false);
        }

        if (fanned is not { Waiting.Count: > 0 })
        {
            return true;
        }

        var released = new List<RunId>();
        foreach (var waiting in fanned.Waiting)
        {
            if (await partitions.Of(waiting.Run).Waits.EndEventAsync(waiting, fanned.Event, cancellationToken).ConfigureAwait(false))
            {
                released.Add(waiting.Run);
            }
        }

        await events.NoteAsync(id, "released", released, cancellationToken).ConfigureAwait(false);
        return await events.FanAsync(id, 1, fanned.Waiting, cancellationToken).ConfigureAwait(false) is not { Waiting.Count: > 0 };
    }

    private async Task StartAsync(EventId id, FannedEvent fanned, CancellationToken cancellationToken)
    {
        var started = new List<RunId>();
        foreach (var workflow in fanned.Workflows)
        {
            var partition = await partitions.HomeOfAsync(workflow, null, id.Partition, cancellationToken).ConfigureAwait(false);
            var run = new NewRun
            {
                Id = RunId.Derive(id.Value, workflow, partition),
                Workflow = workflow,
                Input = fanned.Event.Payload,
                LimitKey = fanned.Event.LimitKeys.GetValueOrDefault(workflow),
            };
            await EmitAsync(run, cancellationToken).ConfigureAwait(false);
            started.Add(run.Id);
        }

        await partitions.Of(id.Value).Events.NoteAsync(id, "started", started, cancellationToken).ConfigureAwait(false);
    }

    private static RunError Canceled(RunId child, string reason) =>
        new(typeof(RunCanceledException).FullName!, reason.Length > 0 ? reason : "The run was canceled.") { Child = child };

    private static RunError Gone(RunId id) => RunError.From(new RunNotFoundException(id));
}
