namespace Redflow.Bench.Workflows;

/// <summary>The output of every run.</summary>
internal sealed record Done(bool Ok);
