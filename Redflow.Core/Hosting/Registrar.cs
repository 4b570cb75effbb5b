using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>
/// Makes a worker and its workflows known: at start, and again whenever the store has forgotten the worker, since it may have come back
/// empty.
/// </summary>
internal sealed class Registrar(WorkerRegistration registration, Lease lease, WorkflowRegistry registry, IRedflowStore store, TimeProvider time)
{
    private readonly WorkflowInfo[] _workflows = registry.Describe();
    private readonly IReadOnlyDictionary<string, IReadOnlyList<ScheduleDefinition>> _schedules = registry.DescribeSchedules();

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await store.RegisterWorkflowsAsync(_workflows, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_schedules.Select(declared => store.DeclareSchedulesAsync(declared.Key, declared.Value, cancellationToken))).ConfigureAwait(false);
        var sentAt = time.GetTimestamp();
        await store.RegisterWorkerAsync(registration, cancellationToken).ConfigureAwait(false);
        lease.Begin(sentAt);
    }
}
