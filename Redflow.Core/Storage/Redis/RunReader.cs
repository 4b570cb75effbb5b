using System.Globalization;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads a run's hash.</summary>
internal sealed class RunReader(RedisCaller caller, RedisKeys keys, TimeProvider time)
{
    public async Task<Run?> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        var fields = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        return fields.Count == 0 ? null : ToRun(id, fields);
    }

    public async Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken)
    {
        var fields = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        return fields.Count == 0 ? null : ToSteps(fields);
    }

    /// <summary>Makes a row of a list out of the fields that <c>list_runs.lua</c> reads.</summary>
    public static RunSummary ToSummary(RedisResult row)
    {
        var parts = row.Items();
        var fields = parts[2].Items();
        string? Field(int index) => fields[index].TextOrNull();
        return new()
        {
            Id = RunId.Parse(parts[0].Text(), null),
            Workflow = Field(0)!,
            Queue = Field(1)!,
            Status = Status(Field(2)),
            Attempt = Number(Field(3), 1),
            Crashes = Number(Field(4), 0),
            Priority = Number(Field(5), 0),
            CreatedAt = Replies.TimeOrNull(Field(6))!.Value,
            DueAt = Replies.TimeOrNull(Field(7)),
            StartedAt = Replies.TimeOrNull(Field(8)),
            FinishedAt = Replies.TimeOrNull(Field(9)),
            Worker = Field(10),
            IdempotencyKey = Field(11),
            CancelReason = Replies.NullIfEmpty(Field(12)),
        };
    }

    public static RunError ToError(byte[] json) => JsonSerializer.Deserialize<RunError>(json, PayloadJson.Options)!;

    private async Task<Dictionary<string, byte[]>> ReadAsync(RunId id, CancellationToken cancellationToken)
    {
        var entries = await caller.CallAsync("read run", database => database.HashGetAllAsync(keys.Run(id.ToString())), cancellationToken)
            .ConfigureAwait(false);
        return entries.ToDictionary(entry => (string)entry.Name!, entry => (byte[])entry.Value!);
    }

    private static Run ToRun(RunId id, Dictionary<string, byte[]> fields)
    {
        byte[]? Bytes(string name) => fields.GetValueOrDefault(name);
        string? Field(string name) => Bytes(name) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        var status = Status(Field("s"));
        return new()
        {
            Id = id,
            Workflow = Field("w")!,
            Queue = Field("q")!,
            Status = status,
            Attempt = Number(Field("a"), 1),
            Crashes = Number(Field("y"), 0),
            Priority = Number(Field("p"), 0),
            CreatedAt = Replies.TimeOrNull(Field("c"))!.Value,
            DueAt = Replies.TimeOrNull(Field("d")),
            StartedAt = Replies.TimeOrNull(Field("b")),
            FinishedAt = Replies.TimeOrNull(Field("z")),
            Worker = Field("l"),
            IdempotencyKey = Field("k"),
            CancelReason = Replies.NullIfEmpty(Field("x")),
            TraceParent = Field("t"),
            Input = new(Bytes("i")),
            Output = Bytes("o") is { } output ? new Payload(output) : null,
            Error = Bytes("e") is { } error ? ToError(error) : null,
        };
    }

    private IReadOnlyList<StepRecord> ToSteps(Dictionary<string, byte[]> fields)
    {
        var now = time.GetUtcNow();
        return
        [
            .. fields.Where(field => field.Key.StartsWith(StoredStep.FieldPrefix, StringComparison.Ordinal))
                .Select(field => (Name: field.Key[StoredStep.FieldPrefix.Length..], Step: StoredStep.Read(field.Value)))
                .OrderBy(step => step.Step.Position)
                .ThenBy(step => step.Step.Time)
                .Select(step => step.Step.ToRecord(step.Name, now)),
        ];
    }

    private static RunStatus Status(string? word) =>
        RunStatuses.TryParse(word, out var status) ? status : throw new InvalidOperationException($"'{word}' is not a run's status.");

    private static int Number(string? text, int absent) => text is null ? absent : int.Parse(text, CultureInfo.InvariantCulture);
}
