using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts that read across the runs of a partition: <c>list_runs</c>, <c>count_runs</c> and <c>measure_queues</c>.</summary>
internal sealed class RunLister(RedisCaller caller, WorkflowDirectory directory)
{
    /// <summary>How many runs that do not fit a page passes over.</summary>
    private const int MaxMisses = 1_000;

    /// <summary>How many running runs a page reads: they are in no order, so the newest are not known without reading all.</summary>
    private const int MaxRunning = 10_000;

    private static readonly (RunPayloads Payload, string Field)[] PayloadFields =
    [
        (RunPayloads.Input, "i"), (RunPayloads.Output, "o"), (RunPayloads.Error, "e"), (RunPayloads.CustomStatus, "cs"), (RunPayloads.Progress, "pr"),
    ];

    private static readonly RedisValue[] Statuses = [.. RunStatuses.All.Select(status => (RedisValue)status.ToWord())];

    /// <returns>The runs, newest first, and behind which place there may be more; null when there are none.</returns>
    public async Task<(IReadOnlyList<RunSummary> Runs, RunCursor? Behind)> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var cursor = RunCursor.Parse(query.Cursor);
        var included = PayloadFields.Where(payload => query.Include.HasFlag(payload.Payload)).ToArray();
        var arguments = new List<RedisValue>
        {
            query.Limit,
            MaxMisses,
            MaxRunning,
            cursor?.CreatedAt ?? (RedisValue)"",
            cursor?.Id.ToString() ?? "",
            query.CreatedFrom is { } from ? (RedisValue)UpTo(from) : "-inf",
            query.CreatedBefore is { } before ? (RedisValue)(UpTo(before) - 1) : "+inf",
            query.IdPrefix ?? "",
            query.Tag ?? "",
            query.Statuses.Count == 0 ? "" : $",{string.Join(',', query.Statuses.Distinct().Select(status => status.ToWord()))},",
            string.Join(',', included.Select(payload => payload.Field)),
            RunQuery.MaxIncludedBytes,
            RunQuery.MaxPageBytes,
        };
        AddFilters(arguments, query);
        await AddIndexesAsync(arguments, query, cancellationToken).ConfigureAwait(false);
        var reply = (await caller.EvaluateAsync(Scripts.ListRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return (
            [.. reply[0].Items().Select(row => ToRow(row, included))],
            reply[2].Text().Length == 0 ? null : new(reply[1].Number(), RunId.Parse(reply[2].Text(), null)));
    }

    public async Task<RunStats> CountAsync(CancellationToken cancellationToken)
    {
        var reply = (await caller.EvaluateAsync(Scripts.CountRuns, Statuses, cancellationToken).ConfigureAwait(false)).Items();
        return RunCount.Sum(
            [
                .. reply[1].Items().Select(count => count.Items())
                    .Select(count => new RunCount(count[0].Text(), Status(count[1].Text()), count[2].Number())),
            ],
            reply[2].Items().Select(queue => queue.Items()).ToDictionary(queue => queue[0].Text(), queue => queue[1].Number()),
            reply[0].Number());
    }

    private static void AddFilters(List<RedisValue> arguments, RunQuery query)
    {
        (string Field, string? Value)[] filters =
        [
            ("w", query.Workflow),
            ("s", query.Status?.ToWord()),
            ("q", query.Queue),
            ("u", query.LimitKey),

            // The index of a parent has its compensation too, which has no parent.
            ("P", query.IdempotencyKey is null ? null : query.Parent?.ToString()),
            ("fp", query.Fingerprint),
        ];
        var given = filters.Where(filter => filter.Value is not null).ToArray();
        arguments.Add(given.Length);
        foreach (var (field, value) in given)
        {
            arguments.AddRange([field, value]);
        }
    }

    /// <summary>The index that holds the fewest runs of those that the query allows.</summary>
    private async Task AddIndexesAsync(List<RedisValue> arguments, RunQuery query, CancellationToken cancellationToken)
    {
        if (query.Ids.Count > 0)
        {
            arguments.AddRange(query.Ids.Distinct().Select(id => (RedisValue)$"r:{id}"));
            return;
        }

        var index = query.IdempotencyKey is { } key ? $"k:{query.Workflow}:{key}"
            : query.Parent is { } parent ? $"j:p:{parent}"
            : query.Fingerprint is { } fingerprint ? $"j:f:{fingerprint}"
            : query.Tag is { } tag ? $"j:t:{tag}"
            : null;
        if (index is not null)
        {
            arguments.Add(index);
            return;
        }

        var workflows = query.Workflow is { } one ? [one] : await directory.NamesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var workflow in workflows)
        {
            arguments.AddRange(StatusesOf(query).Select(status => IndexOf(workflow, status)));
        }
    }

    private static IEnumerable<RunStatus> StatusesOf(RunQuery query) =>
        query.Status is { } only ? [only] : query.Statuses.Count > 0 ? query.Statuses.Distinct() : RunStatuses.All;

    private static RedisValue IndexOf(string workflow, RunStatus status) =>
        status == RunStatus.Running ? $"running:{workflow}" : $"i:{workflow}:{status.ToWord()}";

    private static RunSummary ToRow(RedisResult row, (RunPayloads Payload, string Field)[] included)
    {
        var parts = row.Items();
        var fields = RunReader.SummaryFields.Zip(parts[2].Items()).ToDictionary(field => field.First, field => field.Second.TextOrNull());
        var summary = RunReader.ToSummary(RunId.Parse(parts[0].Text(), null), name => fields[name]);
        if (included.Length == 0)
        {
            return summary;
        }

        var (payloads, omitted) = (new Dictionary<string, byte[]>(), RunPayloads.None);
        foreach (var ((payload, field), stored) in included.Zip(parts[3].Items()))
        {
            var value = stored.Items();
            if (value.Length == 1)
            {
                payloads[field] = value[0].Bytes()!;
            }

            omitted |= value.Length > 1 ? payload : RunPayloads.None;
        }

        return RunReader.ToRow(summary, payloads.GetValueOrDefault, omitted);
    }

    /// <summary>The first whole millisecond that is not before a time.</summary>
    private static long UpTo(DateTimeOffset time) => time.ToUnixTimeMilliseconds() + (time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);

    private static RunStatus Status(string word) => RunStatuses.TryParse(word, out var status) ? status : default;
}
