using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>What a signal to a run came to.</summary>
/// <param name="Result">What it did.</param>
internal sealed record SignalReply(SignalResult Result);
