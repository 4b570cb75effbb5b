using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A run that has failed.</summary>
/// <param name="Place">Its place in lists.</param>
/// <param name="FailedAt">When it failed.</param>
internal sealed record FailedRun(RunCursor Place, DateTimeOffset FailedAt);
