using Redflow.Events;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Redis;

/// <summary>
/// Delivers effects: each by operations that may be repeated, and only then removed. One that could not be delivered is due again later.
/// </summary>
internal sealed class Relay(RedisPartitions partitions)
{
    private const int FanSize = 100;

    public async Task<DueReply> DeliverAsync(RedisPartition source, int limit, CancellationToken cancellationToken)
    {
        var (effects, nextIn) = await source.Effects.TakeAsync(limit, cancellationToken).ConfigureAwait(false);
        var delivered = new List<Effect>(effects.Count);
        try
        {
            foreach (var effect in effects)
            {
                await DeliverAsync(effect, cancellationToken).ConfigureAwait(false);
                delivered.Add(effect);
            }
        }
        finally
        {
            // What was delivered is not delivered again because another one could not be.
            nextIn = delivered.Count == 0 ? nextIn : await source.Effects.DropAsync(delivered, cancellationToken).ConfigureAwait(false);
        }

        return new(delivered.Count, nextIn);
    }

    private Task DeliverAsync(Effect effect, CancellationToken cancellationToken) => effect.Kind switch
    {
        "emit" => EmitAsync(RunArguments.Read(effect.Fields), cancellationToken),
        "done" => EndWaitAsync(effect, cancellationToken),
        "cancel" => partitions.Of(effect.Target).Runs.CancelAsync(effect.Target, effect.Text("reason"), cancellationToken),
        "failure" => HandleFailureAsync(effect.Target, effect.Text("workflow"), cancellationToken),
        "event" => EmitEventAsync(effect, cancellationToken),
        "await" => AwaitEventAsync(effect, cancellationToken),
        "found" => EndEventWaitAsync(effect.Waiting, EventId.Parse(effect.Text("event"), null), cancellationToken),
        "fan" => FanAsync(new(effect.Target), cancellationToken),
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
            if (await waits.RedirectAsync(waiting, run.Id, existing.Id, cancellationToken).ConfigureAwait(false)
                && !await partitions.Of(existing.Id).Waits.WatchAsync(existing.Id, waiting, cancellationToken).ConfigureAwait(false))
            {
                await waits.FailChildAsync(waiting, existing.Id, Gone(existing.Id), cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            var error = reply is EmitReply.KeyTaken taken
                ? RunError.From(new IdempotencyKeyTakenException(run.Workflow, run.IdempotencyKey!, taken.Id))
                : RunError.From(new UnknownWorkflowException(run.Workflow, []));
            await waits.FailChildAsync(waiting, run.Id, error, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> EndWaitAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (waits, child, value) = (partitions.Of(effect.Target).Waits, effect.RunIdOf("child"), effect.Fields["value"]);
        return effect.Text("status") switch
        {
            "succeeded" => waits.EndChildAsync(effect.Waiting, child, value, cancellationToken),
            "failed" => waits.FailChildAsync(effect.Waiting, child, RunReader.ToError(value), cancellationToken),
            _ => waits.FailChildAsync(effect.Waiting, child, Canceled(effect.Text("value")), cancellationToken),
        };
    }

    private async Task HandleFailureAsync(RunId id, string handler, CancellationToken cancellationToken)
    {
        if (await partitions.Of(id).Reader.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } run)
        {
            var partition = await partitions.HomeOfAsync(handler, null, id.Partition, cancellationToken).ConfigureAwait(false);
            var handlerId = RunId.Derive(id, $"failure {run.Attempt}", partition);
            var handling = new NewRun { Id = handlerId, Workflow = handler, Input = FailedRun.InputOf(run), AllowUnregistered = true };
            await EmitAsync(handling, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task EmitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var id = new EventId(effect.Target);
        var newEvent = new NewEvent(id, effect.Text("name"), effect.Text("key"), effect.Fields["payload"]);
        return partitions.Of(id.Value).Events.EmitAsync(newEvent, cancellationToken);
    }

    private Task AwaitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var (name, key) = (effect.Text("name"), effect.Text("key"));
        return partitions.OfEvent(name, key).Events.AwaitAsync(
            name, key, effect.Target, effect.Text("step"), effect.Number("since"), cancellationToken);
    }

    private async Task EndEventWaitAsync(WaitingRun waiting, EventId id, CancellationToken cancellationToken)
    {
        var events = partitions.Of(id.Value).Events;
        if (await events.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            && await partitions.Of(waiting.Run).Waits
                .EndEventAsync(waiting, found.Name, found.CorrelationKey ?? "", found.Payload!.Value.Utf8.ToArray(), cancellationToken).ConfigureAwait(false))
        {
            await events.NoteAsync(id, "released", [waiting.Run], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers an event to all that wait for it, and starts the runs that it triggers.</summary>
    private async Task FanAsync(EventId id, CancellationToken cancellationToken)
    {
        var events = partitions.Of(id.Value).Events;
        var fanned = await events.FanAsync(id, FanSize, [], cancellationToken).ConfigureAwait(false);
        if (fanned is not null)
        {
            await StartAsync(id, fanned, cancellationToken).ConfigureAwait(false);
        }

        while (fanned is { Waiting.Count: > 0 })
        {
            var released = new List<RunId>();
            foreach (var waiting in fanned.Waiting)
            {
                if (await partitions.Of(waiting.Run).Waits
                    .EndEventAsync(waiting, fanned.Name, fanned.CorrelationKey, fanned.Payload, cancellationToken).ConfigureAwait(false))
                {
                    released.Add(waiting.Run);
                }
            }

            await events.NoteAsync(id, "released", released, cancellationToken).ConfigureAwait(false);
            fanned = await events.FanAsync(id, FanSize, fanned.Waiting, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(EventId id, FannedEvent fanned, CancellationToken cancellationToken)
    {
        var started = new List<RunId>();
        foreach (var workflow in fanned.Workflows)
        {
            var partition = await partitions.HomeOfAsync(workflow, null, id.Partition, cancellationToken).ConfigureAwait(false);
            var run = new NewRun { Id = RunId.Derive(id.Value, workflow, partition), Workflow = workflow, Input = fanned.Payload };
            await EmitAsync(run, cancellationToken).ConfigureAwait(false);
            started.Add(run.Id);
        }

        await partitions.Of(id.Value).Events.NoteAsync(id, "started", started, cancellationToken).ConfigureAwait(false);
    }

    private static RunError Canceled(string reason) =>
        new(typeof(RunCanceledException).FullName!, reason.Length > 0 ? reason : "The run was canceled.");

    private static RunError Gone(RunId id) => RunError.From(new RunNotFoundException(id));
}
