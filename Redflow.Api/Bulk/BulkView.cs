using Redflow.Bulk;
using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>A bulk operation with what it has come to.</summary>
internal sealed class BulkView(BulkState state) : BulkRow(state.Run, state.Request)
{
    /// <inheritdoc cref="Run.Progress" />
    public RunProgress? Progress => state.Run.Progress;

    /// <summary>How many runs matched when it began.</summary>
    public long? Matching => state.Matching;

    /// <summary>How many runs it has changed so far.</summary>
    public long Changed => state.SoFar.Changed;

    /// <summary>How many it found in a state that it does not apply to, or gone.</summary>
    public long Skipped => state.SoFar.Skipped;

    /// <summary>Why it failed.</summary>
    public TimelineError? Error => state.Run.Status == RunStatus.Failed ? TimelineError.Of(state.Run.Error) : null;
}
