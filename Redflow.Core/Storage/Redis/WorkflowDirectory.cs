using System.Globalization;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Writes and reads the registered workflows.</summary>
internal sealed class WorkflowDirectory(RedisCaller caller, RedisKeys keys)
{
    private static readonly RedisValue[] Fields = ["q", "m", "y", "r", "j"];

    public Task RegisterAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(workflows.Count * 6);
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
            ]);
        }

        return caller.EvaluateAsync(Scripts.RegisterWorkflows, arguments, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = await caller.CallAsync("list workflows", database => database.SetMembersAsync(keys.Workflows), cancellationToken)
            .ConfigureAwait(false);
        return [.. names.Select(name => (string)name!).Order(StringComparer.Ordinal)];
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
        return values[0].IsNull
            ? null
            : new()
            {
                Name = name,
                Queue = values[0]!,
                MaxAttempts = Number(values[1]),
                MaxCrashes = Number(values[2]),
                Retention = TimeSpan.FromMilliseconds((long)values[3]),
                InputSchema = new((byte[])values[4]!),
            };
    }

    private static int Number(RedisValue value) => int.Parse((string)value!, CultureInfo.InvariantCulture);
}
