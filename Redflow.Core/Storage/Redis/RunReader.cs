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

    /// <summary>The fields of the hash that a summary is made of, in the order of a row of <c>list_runs.lua</c>.</summary>
    public static readonly IReadOnlyList<string> SummaryFields = ["w", "q", "s", "a", "y", "p", "c", "d", "b", "z", "l", "k", "x"];

    /// <summary>Makes a summary out of the texts of fields; of one that is absent, null.</summary>
    public static RunSummary ToSummary(RunId id, Func<string, string?> field) => new()
    {
        Id = id,
        Workflow = field("w")!,
        Queue = field("q")!,
        Status = Status(field("s")),
        Attempt = Number(field("a"), 1),
        Crashes = Number(field("y"), 0),
        Priority = Number(field("p"), 0),
        CreatedAt = Replies.TimeOrNull(field("c"))!.Value,
        DueAt = Replies.TimeOrNull(field("d")),
        StartedAt = Replies.TimeOrNull(field("b")),
        FinishedAt = Replies.TimeOrNull(field("z")),
        Worker = field("l"),
        IdempotencyKey = field("k"),
        CancelReason = Replies.NullIfEmpty(field("x")),
    };

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
        return new(ToSummary(id, Field), new(Bytes("i")))
        {
            TraceParent = Field("t"),
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
