using Redflow.Limits;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Registers workflows, and changes their limits.</summary>
internal sealed class WorkflowRegistrar(MemoryState state)
{
    /// <summary>Makes definitions known, each replacing the one before of its name; a pause stays.</summary>
    public void Register(IReadOnlyList<WorkflowInfo> workflows, Turn turn)
    {
        foreach (var info in workflows)
        {
            var workflow = state.Workflows.GetOrAdd(info.Name);
            state.Queues.Name(info.Queue);
            state.Admission.ApplyLimits(workflow, info with { Pause = workflow.Pause, RegisteredLimits = null }, turn);
        }
    }

    public bool SetLimits(string name, WorkflowLimits limits, Turn turn)
    {
        if (!state.Workflows.TryGetRegistered(name, out var workflow))
        {
            return false;
        }

        var registered = workflow.Info!.RegisteredLimits ?? workflow.Limits;
        state.Admission.ApplyLimits(workflow, workflow.Info with { Limits = limits, RegisteredLimits = registered == limits ? null : registered }, turn);
        return true;
    }
}
