namespace Redflow.Cli.Runs;

/// <summary>The words for where a run stands.</summary>
internal static class RunStatuses
{
    public static readonly string[] All = ["scheduled", "queued", "running", "waiting", "succeeded", "failed", "canceled"];

    public static bool IsTerminal(string status) => status is "succeeded" or "failed" or "canceled";
}
