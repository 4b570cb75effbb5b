using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks the scripts that read across runs: <c>list_runs</c> and <c>count_runs</c>.</summary>
internal sealed class RunLister(RedisCaller caller, WorkflowDirectory directory)
{
    private static readonly RedisValue[] Statuses = [.. RunStatuses.All.Select(status => (RedisValue)status.ToWord())];

    public async Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        query.Validate();
        var cursor = RunCursor.Parse(query.Cursor);
        var arguments = new List<RedisValue> { query.Limit, cursor is { } after ? after.CreatedAt : "+inf", cursor?.Id.ToString() ?? "" };
        var workflows = query.Workflow is { } one ? [one] : await directory.NamesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var workflow in workflows)
        {
            foreach (var status in query.Status is { } only ? [only.ToWord()] : Statuses)
            {
                arguments.AddRange([workflow, status]);
            }
        }

        var rows = (await caller.EvaluateAsync(Scripts.ListRuns, arguments, cancellationToken).ConfigureAwait(false)).Items();

        // A row whose run has expired since has an index entry only, until the sweep.
        var runs = rows.Where(row => !row.Items()[2].Items()[0].IsNull).Select(ToSummary).ToArray();
        return new(runs, rows.Length < query.Limit ? null : Cursor(rows[^1].Items()).ToString());
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

    private static RunSummary ToSummary(RedisResult row)
    {
        var parts = row.Items();
        var fields = RunReader.SummaryFields.Zip(parts[2].Items()).ToDictionary(field => field.First, field => field.Second.TextOrNull());
        return RunReader.ToSummary(RunId.Parse(parts[0].Text(), null), name => fields[name]);
    }

    private static RunCursor Cursor(RedisResult[] row) => new(row[1].Number(), RunId.Parse(row[0].Text(), null));

    private static RunStatus Status(string word) => RunStatuses.TryParse(word, out var status) ? status : default;
}
