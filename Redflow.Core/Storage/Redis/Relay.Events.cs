using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <content>What is owed for events.</content>
internal sealed partial class Relay
{
    private const int FanSize = 100;

    /// <summary>How many bytes of payloads are on their way at a time; one that is longer goes alone.</summary>
    private const int MaxBytes = 1024 * 1024;

    private Task EmitEventAsync(Effect effect, CancellationToken cancellationToken)
    {
        var id = new EventId(effect.Target);
        var newEvent = new NewEvent(id, effect.Text("name"), effect.Text("key"), effect.Fields["payload"])
        {
            LimitKeys = EventCalls.SplitKeys(effect.Text("limits")),
            TraceParent = effect.TraceParent,
        };
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
                waiting, new(id, found.Name, found.CorrelationKey, found.Payload!.Value.Utf8.ToArray()) { TraceParent = found.TraceParent }, cancellationToken).ConfigureAwait(false))
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

        var released = await ReleaseAsync(fanned, cancellationToken).ConfigureAwait(false);
        await events.NoteAsync(id, "released", released, cancellationToken).ConfigureAwait(false);
        return await events.FanAsync(id, 1, fanned.Waiting, cancellationToken).ConfigureAwait(false) is not { Waiting.Count: > 0 };
    }

    /// <summary>Ends the waits of steps, of as many at once as the payload allows.</summary>
    private async Task<List<RunId>> ReleaseAsync(FannedEvent fanned, CancellationToken cancellationToken)
    {
        var released = new List<RunId>();
        foreach (var some in fanned.Waiting.Chunk(Math.Clamp(MaxBytes / (fanned.Event.Payload.Length + 1), 1, FanSize)))
        {
            var ended = await Task.WhenAll(some.Select(
                waiting => partitions.Of(waiting.Run).Waits.EndEventAsync(waiting, fanned.Event, cancellationToken))).ConfigureAwait(false);
            released.AddRange(some.Where((_, i) => ended[i]).Select(waiting => waiting.Run));
        }

        return released;
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
                TraceParent = fanned.Event.TraceParent,
            };
            await EmitAsync(run, cancellationToken).ConfigureAwait(false);
            started.Add(run.Id);
        }

        await partitions.Of(id.Value).Events.NoteAsync(id, "started", started, cancellationToken).ConfigureAwait(false);
    }
}
