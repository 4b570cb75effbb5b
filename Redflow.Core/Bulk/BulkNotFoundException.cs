using Redflow.Runs;

namespace Redflow.Bulk;

/// <summary>There is no such bulk operation.</summary>
public sealed class BulkNotFoundException(RunId id)
    : RedflowException($"There is no bulk operation '{id}'. It never existed, or its retention is over.")
{
    /// <summary>The id that was asked for.</summary>
    public RunId Id { get; } = id;
}
