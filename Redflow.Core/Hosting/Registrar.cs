using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>
/// Makes a worker and its workflows known: at start, and again whenever the store has forgotten the worker, since it may have come back
/// empty.
/// </summary>
internal sealed class Registrar(WorkerRegistration registration, WorkflowRegistry registry, IRedflowStore store)
{
    private readonly WorkflowInfo[] _workflows = registry.Describe();

    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await store.RegisterWorkflowsAsync(_workflows, cancellationToken).ConfigureAwait(false);
        await store.RegisterWorkerAsync(registration, cancellationToken).ConfigureAwait(false);
    }
}
