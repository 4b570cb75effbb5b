namespace Redflow.Cli.Workflows;

/// <summary>What happened to a workflow's runs in the last hour.</summary>
internal sealed record LastHour(long Started, long Succeeded, long Failed, long Canceled, long Retries, double? SuccessRate, TimeSpan? AverageDuration);
