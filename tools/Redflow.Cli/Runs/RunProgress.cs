namespace Redflow.Cli.Runs;

/// <summary>How far a run has come, as its handler says.</summary>
internal sealed record RunProgress(double Fraction, string? Message);
