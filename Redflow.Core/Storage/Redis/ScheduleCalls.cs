using System.Globalization;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts of schedules.</summary>
internal sealed class ScheduleCalls(RedisCaller caller, RedisKeys keys, int partition)
{
    private const string Finished = "-";

    public async Task<ScheduleChange> PutAsync(ScheduleDefinition schedule, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [schedule.Workflow, .. Arguments(schedule)];
        return (await caller.EvaluateAsync(Scripts.PutSchedule, arguments, cancellationToken).ConfigureAwait(false)).Text() switch
        {
            "created" => ScheduleChange.Created,
            "updated" => ScheduleChange.Updated,
            "unchanged" => ScheduleChange.Unchanged,
            "declared" => ScheduleChange.Declared,
            var word => throw Replies.Unexpected(Scripts.PutSchedule, word),
        };
    }

    public Task DeclareAsync(string workflow, IReadOnlyList<ScheduleDefinition> schedules, CancellationToken cancellationToken) =>
        caller.EvaluateAsync(Scripts.DeclareSchedules, (RedisValue[])[workflow, .. schedules.SelectMany(Arguments)], cancellationToken);

    public async Task<ScheduleChange> DeleteAsync(string id, CancellationToken cancellationToken) =>
        (await caller.EvaluateAsync(Scripts.DeleteSchedule, (RedisValue[])[id], cancellationToken).ConfigureAwait(false)).Text() switch
        {
            "deleted" => ScheduleChange.Deleted,
            "unknown" => ScheduleChange.NotFound,
            "declared" => ScheduleChange.Declared,
            var word => throw Replies.Unexpected(Scripts.DeleteSchedule, word),
        };

    public async Task<bool> EnableAsync(string id, bool enabled, CancellationToken cancellationToken) =>
        (await caller.EvaluateAsync(Scripts.EnableSchedule, (RedisValue[])[id, enabled ? 1 : 0], cancellationToken).ConfigureAwait(false)).Text() == "set";

    public async Task<StoredSchedule?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var fields = await caller.CallAsync("read schedule", database => database.HashGetAllAsync(keys.Schedule(id)), cancellationToken)
            .ConfigureAwait(false);
        return fields.Length == 0 ? null : Read(id, fields.ToDictionary(field => (string)field.Name!, field => (byte[])field.Value!));
    }

    public async Task<IReadOnlyList<StoredSchedule>> ListAsync(string? behind, int limit, CancellationToken cancellationToken)
    {
        var rows = await caller.EvaluateAsync(Scripts.ListSchedules, (RedisValue[])[behind ?? "", limit], cancellationToken).ConfigureAwait(false);
        return ReadRows(rows.Items());
    }

    public async Task<DueSchedules> ListDueAsync(int limit, CancellationToken cancellationToken)
    {
        var reply = (await caller.EvaluateAsync(Scripts.DueSchedules, (RedisValue[])[limit], cancellationToken).ConfigureAwait(false)).Items();
        var nextIn = reply[1].Number();
        return new(Replies.Time(reply[0].Number()), ReadRows(reply[2..]), nextIn < 0 ? null : TimeSpan.FromMilliseconds(nextIn));
    }

    public async Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken)
    {
        var (definition, read) = (tick.Schedule.Definition, tick.Schedule);
        var arguments = new List<RedisValue>
        {
            definition.Id, definition.Version, TickText.Of(tick.Kind), Milliseconds(read.PlannedAt), Milliseconds(tick.Next), Milliseconds(tick.Due),
            TickText.Of(definition.Options.Overlap), definition.Options.MaxTicks ?? (RedisValue)"", tick.Missed.Count,
        };
        arguments.AddRange(tick.Missed.Select(instant => (RedisValue)instant.ToUnixTimeMilliseconds()));
        foreach (var (plannedAt, id) in tick.Runs)
        {
            arguments.Add(plannedAt.ToUnixTimeMilliseconds());
            RunArguments.Add(arguments, new()
            {
                Id = id,
                Workflow = definition.Workflow,
                Input = [],
                Priority = definition.Options.Priority,
                Tags = definition.Options.Tags,
                LimitKey = definition.LimitKey,
            });
        }

        var reply = (await caller.EvaluateAsync(Scripts.TickSchedule, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var at = Replies.Time(reply[0].Number());
        return reply[1].Text() == "stale" ? null
            : [.. reply[2..].Chunk(2).Zip(tick.Runs, (run, asked) => TickText.Read(asked.PlannedAt, at, tick.Kind, run[0].Text(), run[1].Text()))];
    }

    public async Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken)
    {
        var ticks = await caller.CallAsync("read ticks", database => database.ListRangeAsync(keys.History(id), 0, limit - 1), cancellationToken)
            .ConfigureAwait(false);
        return [.. ticks.Select(tick => TickText.Read((string)tick!))];
    }

    private static RedisValue[] Arguments(ScheduleDefinition schedule) =>
    [
        schedule.Id,
        schedule.Version,
        schedule.Timing,
        ScheduleJson.Write(schedule.Schedule, schedule.Options),
        schedule.Input.Utf8.ToArray(),
        schedule.LimitKey ?? "",
    ];

    private static RedisValue Milliseconds(DateTimeOffset? time) => time is { } at ? at.ToUnixTimeMilliseconds() : "";

    private IReadOnlyList<StoredSchedule> ReadRows(RedisResult[] rows) => [.. rows.Chunk(2).Select(row => Read(row[0].Text(), row[1].Fields()))];

    private StoredSchedule Read(string id, Dictionary<string, byte[]> fields)
    {
        string? Text(string field) => fields.TryGetValue(field, out var value) ? System.Text.Encoding.UTF8.GetString(value) : null;
        DateTimeOffset Time(string field) => Replies.TimeOrNull(Text(field))!.Value;
        var (schedule, options) = ScheduleJson.Read(fields["d"]);
        return new()
        {
            Definition = new()
            {
                Id = id,
                Workflow = Text("w")!,
                Schedule = schedule,
                Options = options,
                Input = new Payload(fields["i"]),
                LimitKey = Text("lk"),
                IsDeclared = Text("dc") is not null,
                Version = Text("v")!,
            },
            Partition = partition,
            IsEnabled = Text("en") == "1",
            CreatedAt = Time("c"),
            UpdatedAt = Time("u"),
            TimedAt = Time("t"),
            CountsFrom = Time("b"),
            PlannedAt = Text("n") is { } planned and not Finished ? Replies.TimeOrNull(planned) : null,
            IsFinished = Text("n") == Finished,
            LastAt = Replies.TimeOrNull(Text("lp")),
            LastRun = Text("lr") is { } run ? RunId.Parse(run, null) : null,
            FiredTicks = int.Parse(Text("fc")!, CultureInfo.InvariantCulture),
        };
    }
}
