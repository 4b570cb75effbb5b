using Redflow.Cli.Terminal;

namespace Redflow.Cli.Workflows;

/// <summary>A workflow as people read it.</summary>
internal static class WorkflowDetails
{
    public static void Show(Screen screen, Workflow workflow) => screen.Details(
        ("Name", workflow.Name),
        ("Alias of", workflow.AliasOf),
        ("Queue", workflow.Queue),
        ("Paused", workflow.Pause?.Describe(screen.Times)),
        ("Limits", workflow.DescribeLimits()),
        ("Limit key", workflow.LimitKey),
        ("Attempts", $"{workflow.MaxAttempts}"),
        ("Crashes", $"{workflow.MaxCrashes}"),
        ("Time-out", Times.Span(workflow.Timeout)),
        ("Expires after", Times.Span(workflow.ExpireAfter)),
        ("Retention", Times.Span(workflow.Retention)),
        ("Queue length", workflow.MaxQueueLength is { } most ? $"{most} at most" : null),
        ("Events", string.Join(", ", workflow.Events)),
        ("On success", workflow.OnSuccess),
        ("On failure", workflow.OnFailure),
        ("On cancel", workflow.OnCanceled),
        ("Runs", string.Join(", ", workflow.Runs.Where(status => status.Value > 0).Select(status => $"{status.Value} {status.Key}"))),
        ("Last hour", Describe(workflow.LastHour)));

    private static string Describe(LastHour hour) =>
        $"{hour.Started} started, {hour.Succeeded} succeeded, {hour.Failed} failed, {hour.Canceled} canceled, {hour.Retries} retries"
        + (hour.AverageDuration is { } average ? $"; {Times.Span(average)} on average" : "");
}
