using System.Diagnostics.CodeAnalysis;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>The workflows by name: those that are registered or have had runs.</summary>
internal sealed class WorkflowBook
{
    private readonly SortedDictionary<string, MemoryWorkflow> _workflows = new(StringComparer.Ordinal);

    public IReadOnlyCollection<MemoryWorkflow> All => _workflows.Values;

    public IEnumerable<WorkflowInfo> Registered => _workflows.Values.Select(workflow => workflow.Info).OfType<WorkflowInfo>();

    public MemoryWorkflow GetOrAdd(string name) =>
        _workflows.TryGetValue(name, out var workflow) ? workflow : _workflows[name] = new(name);

    public WorkflowInfo? FindInfo(string name) => _workflows.GetValueOrDefault(name)?.Info;

    public long CountSlots(string name) => _workflows.GetValueOrDefault(name)?.Slots.Count ?? 0;

    public bool TryGetRegistered(string name, [NotNullWhen(true)] out MemoryWorkflow? workflow) =>
        _workflows.TryGetValue(name, out workflow) && workflow.Info is not null;
}
