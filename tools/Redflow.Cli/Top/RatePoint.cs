namespace Redflow.Cli.Top;

/// <summary>What happened in a minute.</summary>
internal sealed record RatePoint(long Started, long Succeeded, long Failed, long Canceled, long Retries);
