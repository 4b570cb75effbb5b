using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>What a signal to a run came to.</summary>
internal sealed record SignalReply(SignalResult Result);
