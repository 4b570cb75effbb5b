using System.Globalization;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads the hashes of runs; those that are asked for while a call is in flight go together.</summary>
internal sealed class RunReader
{
    private const string AttemptPrefix = "e:";

    /// <summary>What a call reads, but for the run that reaches it.</summary>
    private const int MaxBytes = 256 * 1024;

    private readonly RedisCaller _caller;
    private readonly Batcher<RunId, StoredRun> _finds;

    public RunReader(RedisCaller caller)
    {
        _caller = caller;
        _finds = new(ReadAsync, static _ => 0);
    }

    public async Task<Run?> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        var (_, fields) = await _finds.AddAsync(id, cancellationToken).ConfigureAwait(false);
        return fields.Count == 0 ? null : ToRun(id, fields);
    }

    public async Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken)
    {
        var (now, fields) = await _finds.AddAsync(id, cancellationToken).ConfigureAwait(false);
        return fields.Count == 0 ? null : ToSteps(fields, now);
    }

    public async Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken)
    {
        var (now, fields) = await _finds.AddAsync(id, cancellationToken).ConfigureAwait(false);
        return fields.Count == 0 ? null : new(now, ToRun(id, fields), ToSteps(fields, now));
    }

    /// <summary>The fields of the hash that a summary is made of, in the order of a row of <c>list_runs.lua</c>.</summary>
    public static readonly IReadOnlyList<string> SummaryFields =
        ["w", "q", "s", "a", "y", "p", "c", "d", "b", "z", "l", "k", "x", "g", "u", "P", "of", "fp", "cf", "N"];

    /// <summary>Makes a summary out of the texts of fields; of one that is absent, null.</summary>
    public static RunSummary ToSummary(RunId id, Func<string, string?> field) => new()
    {
        Id = id,
        Workflow = field("w")!,
        Queue = field("q")!,
        Status = RunStatuses.Parse(field("s")),
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
        Tags = RunArguments.SplitTags(field("g")),
        LimitKey = field("u"),
        Parent = IdOrNull(field("P")),
        ParentStep = field("N"),
        RerunOf = IdOrNull(field("of")),
        Fingerprint = field("fp"),
        CompensationOf = IdOrNull(field("cf")),
    };

    /// <summary>Makes a row out of fields that hold payloads; of one that is absent or left out, null.</summary>
    public static RunRow ToRow(RunSummary summary, Func<string, byte[]?> field, RunPayloads omitted) => new(summary)
    {
        Input = PayloadOrNull(field("i")),
        Output = PayloadOrNull(field("o")),
        Error = field("e") is { } error ? ToError(error) : null,
        CustomStatus = PayloadOrNull(field("cs")),
        StoredProgress = PayloadOrNull(field("pr")),
        Omitted = omitted,
    };

    public static RunError ToError(byte[] json) => JsonSerializer.Deserialize<RunError>(json, PayloadJson.Options)!;

    private async Task<IReadOnlyList<StoredRun>> ReadAsync(IReadOnlyList<RunId> ids)
    {
        var runs = new List<StoredRun>(ids.Count);
        while (runs.Count < ids.Count)
        {
            RedisValue[] arguments = [MaxBytes, .. ids.Skip(runs.Count).Select(id => (RedisValue)id.ToString())];
            var reply = (await _caller.EvaluateAsync(Scripts.FindRuns, arguments).ConfigureAwait(false)).Items();
            var now = Replies.Time(reply[0].Number());
            runs.AddRange(reply.Skip(1).Select(fields => new StoredRun(now, fields.Fields())));
        }

        return runs;
    }

    private static Run ToRun(RunId id, Dictionary<string, byte[]> fields)
    {
        byte[]? Bytes(string name) => fields.GetValueOrDefault(name);
        string? Field(string name) => Bytes(name) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        return new(ToSummary(id, Field), new(Bytes("i")))
        {
            TraceParent = Field("t"),
            Output = PayloadOrNull(Bytes("o")),
            Error = Bytes("e") is { } error ? ToError(error) : null,
            FailedAttempts = ToAttempts(fields),
            CustomStatus = PayloadOrNull(Bytes("cs")),
            StoredProgress = PayloadOrNull(Bytes("pr")),
        };
    }

    /// <summary>Each is stored as when, comma, error.</summary>
    private static IReadOnlyList<RunAttempt> ToAttempts(Dictionary<string, byte[]> fields) =>
    [
        .. fields.Where(field => field.Key.StartsWith(AttemptPrefix, StringComparison.Ordinal))
            .Select(field => ToAttempt(Number(field.Key[AttemptPrefix.Length..], 0), field.Value))
            .OrderBy(attempt => attempt.Attempt),
    ];

    private static RunAttempt ToAttempt(int attempt, byte[] stored)
    {
        var comma = Array.IndexOf(stored, (byte)',');
        return new(attempt, ToError(stored[(comma + 1)..]), Replies.TimeOrNull(System.Text.Encoding.UTF8.GetString(stored, 0, comma))!.Value);
    }

    private static IReadOnlyList<StepRecord> ToSteps(Dictionary<string, byte[]> fields, DateTimeOffset now)
    {
        return
        [
            .. fields.Where(field => field.Key.StartsWith(StoredStep.FieldPrefix, StringComparison.Ordinal))
                .Select(field => (Name: field.Key[StoredStep.FieldPrefix.Length..], Step: StoredStep.Read(field.Value)))
                .OrderBy(step => step.Step.Position)
                .ThenBy(step => step.Step.Time)
                .Select(step => step.Step.ToRecord(step.Name, EnderOf(step.Name, fields), now)),
        ];
    }

    private static string? EnderOf(string step, Dictionary<string, byte[]> fields) =>
        fields.GetValueOrDefault(StoredStep.EnderPrefix + step) is { } ender ? System.Text.Encoding.UTF8.GetString(ender) : null;

    private static Payload? PayloadOrNull(byte[]? stored) => stored is null ? null : new Payload(stored);

    private static RunId? IdOrNull(string? text) => text is null ? null : RunId.Parse(text, null);

    private static int Number(string? text, int absent) => text is null ? absent : int.Parse(text, CultureInfo.InvariantCulture);

    /// <param name="Now">When it was read.</param>
    /// <param name="Fields">None when there is no such run.</param>
    private sealed record StoredRun(DateTimeOffset Now, Dictionary<string, byte[]> Fields);
}
