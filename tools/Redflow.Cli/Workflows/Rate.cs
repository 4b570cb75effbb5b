namespace Redflow.Cli.Workflows;

/// <summary>How many runs may start in a period.</summary>
internal sealed record Rate(int Count, TimeSpan Period, bool PerKey);
