using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>What a request to cancel a run came to.</summary>
/// <param name="Result">What it did.</param>
/// <param name="Run">The run right after.</param>
internal sealed record CancelReply(CancelResult Result, Run Run);
