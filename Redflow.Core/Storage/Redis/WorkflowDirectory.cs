using System.Globalization;
using Redflow.Limits;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Writes and reads the registered workflows of a partition.</summary>
internal sealed class WorkflowDirectory(RedisCaller caller, RedisKeys keys)
{
    private static readonly RedisValue[] Fields = ["q", "m", "y", "r", "j", "kl", "lk", "to", "ex", "ql", "al", "os", "of", "oc", "c", "ck", "rn", "rp", "rk", "et", "pz", "lr"];

    public Task RegisterAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(workflows.Count * 21);
        foreach (var workflow in workflows)
        {
            arguments.AddRange(
            [
                workflow.Name,
                workflow.Queue,
                workflow.MaxAttempts,
                workflow.MaxCrashes,
                Replies.Milliseconds(workflow.Retention),
                workflow.InputSchema.Utf8.ToArray(),
                workflow.KeepLast ?? (RedisValue)"",
                workflow.LimitKey ?? "",
                Duration(workflow.Timeout),
                Duration(workflow.ExpireAfter),
                workflow.MaxQueueLength ?? (RedisValue)"",
                workflow.AliasOf ?? "",
                workflow.OnSuccess ?? "",
                workflow.OnFailure ?? "",
                workflow.OnCanceled ?? "",
            ]);
            AddLimits(arguments, workflow.Limits);
            arguments.Add(workflow.Events.Count);
            arguments.AddRange(workflow.Events.Select(name => (RedisValue)name));
        }

        return caller.EvaluateAsync(Scripts.RegisterWorkflows, arguments, cancellationToken);
    }

    public async Task<bool> LimitAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue> { workflow };
        AddLimits(arguments, limits);
        return (await caller.EvaluateAsync(Scripts.LimitWorkflow, arguments, cancellationToken).ConfigureAwait(false)).Text() switch
        {
            "limited" => true,
            "unknown" => false,
            var word => throw Replies.Unexpected(Scripts.LimitWorkflow, word),
        };
    }

    public Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken) =>
        caller.CallAsync("count slots", database => database.SortedSetLengthAsync(keys.Slots(workflow)), cancellationToken);

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = await caller.CallAsync("list workflows", database => database.SortedSetRangeByRankAsync(keys.Workflows), cancellationToken)
            .ConfigureAwait(false);
        return [.. names.Select(name => (string)name!)];
    }

    public async Task<IReadOnlyList<WorkflowInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken).ConfigureAwait(false);
        var workflows = await Task.WhenAll(names.Select(name => FindAsync(name, cancellationToken))).ConfigureAwait(false);
        return [.. workflows.OfType<WorkflowInfo>()];
    }

    public async Task<WorkflowInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var values = await caller.CallAsync("read workflow", database => database.HashGetAsync(keys.Workflow(name), Fields), cancellationToken)
            .ConfigureAwait(false);
        return values[0].IsNull ? null : Read(name, Fields.Zip(values).ToDictionary(field => (string)field.First!, field => field.Second));
    }

    private static WorkflowInfo Read(string name, Dictionary<string, RedisValue> fields)
    {
        string? Text(string field) => Replies.NullIfEmpty((string?)fields[field]);
        int? Number(string field) => NumberOf(Text(field));
        TimeSpan? Span(string field) => SpanOf(Text(field));
        var limits = ReadLimits(Text("c"), Text("ck"), Text("rn"), Text("rp"), Text("rk"));
        var registered = Text("lr")?.Split(',') is { } parts ? ReadLimits(parts[0], parts[1], parts[2], parts[3], parts[4]) : limits;
        return new()
        {
            Name = name,
            Queue = Text("q")!,
            MaxAttempts = Number("m")!.Value,
            MaxCrashes = Number("y")!.Value,
            Retention = Span("r")!.Value,
            InputSchema = new((byte[])fields["j"]!),
            KeepLast = Number("kl"),
            LimitKey = Text("lk"),
            Timeout = Span("to"),
            ExpireAfter = Span("ex"),
            MaxQueueLength = Number("ql"),
            AliasOf = Text("al"),
            OnSuccess = Text("os"),
            OnFailure = Text("of"),
            OnCanceled = Text("oc"),
            Limits = limits,
            RegisteredLimits = registered == limits ? null : registered,
            Events = Text("et")?.Split('\n') ?? [],
            Pause = Text("pz") is { } pause ? PauseCalls.Read(pause) : null,
        };
    }

    private static WorkflowLimits ReadLimits(string? slots, string? slotsPerKey, string? starts, string? period, string? perKey) => new()
    {
        MaxConcurrency = NumberOf(slots),
        MaxConcurrencyPerKey = NumberOf(slotsPerKey),
        Rate = NumberOf(starts) is { } count ? new(count, SpanOf(period)!.Value, !string.IsNullOrEmpty(perKey)) : null,
    };

    private static int? NumberOf(string? text) => string.IsNullOrEmpty(text) ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan? SpanOf(string? text) =>
        string.IsNullOrEmpty(text) ? null : TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture));

    private static void AddLimits(List<RedisValue> arguments, WorkflowLimits limits) => arguments.AddRange(
    [
        limits.MaxConcurrency ?? (RedisValue)"",
        limits.MaxConcurrencyPerKey ?? (RedisValue)"",
        limits.Rate?.Count ?? (RedisValue)"",
        Duration(limits.Rate?.Period),
        limits.Rate is { PerKey: true } ? "1" : "",
    ]);

    private static RedisValue Duration(TimeSpan? duration) => duration is { } span ? Replies.Milliseconds(span) : "";
}
