using System.Globalization;
using Redflow.Events;
using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts of events.</summary>
internal sealed class EventCalls(RedisCaller caller, RedisKeys keys)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    public Task EmitAsync(NewEvent newEvent, CancellationToken cancellationToken) => caller.EvaluateAsync(
        Scripts.EmitEvent,
        (RedisValue[])
        [
            newEvent.Id.ToString(), newEvent.Name, newEvent.CorrelationKey ?? "", newEvent.Payload, Replies.Milliseconds(Retention),
            JoinKeys(newEvent.LimitKeys), newEvent.TraceParent ?? "",
        ],
        cancellationToken);

    public async Task<EventRecord?> FindAsync(EventId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        var stored = await caller.CallAsync("read event", database => database.HashGetAllAsync(keys.Event(text)), cancellationToken)
            .ConfigureAwait(false);
        if (stored.Length == 0)
        {
            return null;
        }

        var fields = stored.ToDictionary(field => (string)field.Name!, field => field.Value);
        return new()
        {
            Id = id,
            Name = fields["n"]!,
            CorrelationKey = Replies.NullIfEmpty(fields["k"]),
            Payload = new Payload((byte[])fields["p"]!),
            CreatedAt = Replies.TimeOrNull(fields["c"])!.Value,
            TraceParent = fields.GetValueOrDefault("t"),
            Started = await RunsAsync("started", text, cancellationToken).ConfigureAwait(false),
            Released = await RunsAsync("released", text, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Lists events behind a place, newest first.</summary>
    public async Task<IReadOnlyList<EventRecord>> ListAsync(string? name, int limit, RunCursor? behind, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [name ?? "", limit, behind?.CreatedAt ?? (RedisValue)"", behind?.Id.ToString() ?? ""];
        var rows = (await caller.EvaluateAsync(Scripts.ListEvents, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return
        [
            .. rows.Select(row => row.Items()).Select(row => new EventRecord
            {
                Id = EventId.Parse(row[0].Text(), null),
                Name = row[1].Text(),
                CorrelationKey = Replies.NullIfEmpty(row[2].TextOrNull()),
                CreatedAt = Replies.Time(row[3].Number()),
                Started = row[4].Ids(),
                Released = row[5].Ids(),
            }),
        ];
    }

    /// <summary>Registers a step that waits for an event.</summary>
    public Task AwaitAsync(string name, string key, RunId run, string step, long since, long over, CancellationToken cancellationToken) =>
        caller.EvaluateAsync(Scripts.AwaitEvent, (RedisValue[])[name, key, run.ToString(), step, since, over], cancellationToken);

    /// <summary>Removes a step that waits for no event any more.</summary>
    public Task UnawaitAsync(string name, string key, WaitingRun waiting, CancellationToken cancellationToken) =>
        caller.EvaluateAsync(Scripts.UnawaitEvent, (RedisValue[])[name, key, waiting.Run.ToString(), waiting.Step], cancellationToken);

    /// <summary>Reads whom an event is delivered to next, after removing those that have it; null when the event is gone.</summary>
    public async Task<FannedEvent?> FanAsync(EventId id, int limit, IReadOnlyList<WaitingRun> delivered, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), limit, .. delivered.Select(waiting => (RedisValue)waiting.ToString())];
        var reply = (await caller.EvaluateAsync(Scripts.FanEvent, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text().Length == 0
            ? null
            : new(
                new(id, reply[0].Text(), reply[1].Text(), reply[2].Bytes()!) { LimitKeys = SplitKeys(reply[5].TextOrNull()), TraceParent = Replies.NullIfEmpty(reply[6].Text()) },
                [.. reply[3].Items().Select(workflow => workflow.Text())],
                [.. reply[4].Items().Select(waiting => WaitingRun.Parse(waiting.Text()))]);
    }

    /// <param name="id">The event.</param>
    /// <param name="what"><c>started</c> or <c>released</c>.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteAsync(EventId id, string what, IReadOnlyList<RunId> runs, CancellationToken cancellationToken) => runs.Count == 0
        ? Task.CompletedTask
        : caller.EvaluateAsync(
            Scripts.NoteEvent, (RedisValue[])[id.ToString(), what, .. runs.Select(run => (RedisValue)run.ToString())], cancellationToken);

    /// <summary>Neither workflows nor limit keys have line feeds.</summary>
    public static string JoinKeys(IReadOnlyDictionary<string, string> limitKeys) =>
        string.Join('\n', limitKeys.SelectMany(key => (string[])[key.Key, key.Value]));

    public static IReadOnlyDictionary<string, string> SplitKeys(string? joined) =>
        (joined ?? "").Split('\n').Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);

    private async Task<IReadOnlyList<RunId>> RunsAsync(string what, string id, CancellationToken cancellationToken)
    {
        var runs = await caller.CallAsync("read event", database => database.SetMembersAsync(keys.EventRuns(what, id)), cancellationToken)
            .ConfigureAwait(false);
        return [.. runs.Select(run => RunId.Parse((string)run!, CultureInfo.InvariantCulture)).Order()];
    }
}
