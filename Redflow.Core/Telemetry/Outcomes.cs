using Redflow.Execution;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Telemetry;

/// <summary>The words for how something ended.</summary>
internal static class Outcomes
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
    public const string Retry = "retry";
    public const string Suspended = "suspended";
    public const string Released = "released";
    public const string Lost = "lost";
    public const string TimedOut = "timed_out";

    /// <summary>The word for how a pass ended; its outcome is null when nothing of it may be handed in.</summary>
    public static string Of(Pass pass, PassOutcome? outcome) => outcome switch
    {
        PassOutcome.Succeeded => Succeeded,
        PassOutcome.Failed => Failed,
        PassOutcome.Canceled => Canceled,
        PassOutcome.Retry => Retry,
        PassOutcome.Suspended => Suspended,
        PassOutcome.Released => Released,
        _ => pass.CancellationReason == CancellationReason.RunTimedOut ? TimedOut : Lost,
    };
}
