using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Runs;
using Redflow.Workers;

namespace Redflow.Dashboard.Workers;

/// <summary>Reads the workers, once a second at most for all viewers together: the first page of them.</summary>
internal sealed class WorkerReader(RedflowClient client, TimeProvider time)
{
    private readonly Shared<WorkerPage> _workers = new(TimeSpan.FromSeconds(1), time, () => client.ListWorkersAsync(new() { Limit = RunQuery.MaxLimit }));

    public Task<WorkerPage> ReadAsync(CancellationToken cancellationToken) => _workers.ReadAsync(cancellationToken);
}
