using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Runs;

namespace Redflow.Dashboard.Queries;

/// <summary>Reads what the query bar offers to write, once in ten seconds at most for all viewers together.</summary>
internal sealed class Vocabulary(RedflowClient client, TimeProvider time)
{
    private readonly Shared<KnownWords> _known = new(TimeSpan.FromSeconds(10), time, () => ReadAsync(client));

    public Task<KnownWords> ReadAsync(CancellationToken cancellationToken) => _known.ReadAsync(cancellationToken);

    private static async Task<KnownWords> ReadAsync(RedflowClient client)
    {
        var workflows = client.ListWorkflowsAsync();
        var queues = client.ListQueuesAsync(new() { Limit = RunQuery.MaxLimit });
        return new(
            [.. RunSearch.Words.Select(word => new KnownWord(word.Word, word.Takes))],
            [.. RunStatuses.All.Select(status => status.ToWord())],
            [.. (await workflows).Select(workflow => workflow.Name).Take(RunQuery.MaxLimit)],
            [.. (await queues).Queues.Select(queue => queue.Name)]);
    }
}
