using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>What a request to abort a bulk operation came to.</summary>
/// <param name="Result">What it did.</param>
/// <param name="Operation">The operation right after.</param>
internal sealed record AbortReply(CancelResult Result, BulkView Operation);
