namespace Redflow.Runs;

/// <summary>How far a run has come, as its handler says.</summary>
/// <param name="Fraction">From 0 to 1.</param>
/// <param name="Message">What it does; null when it did not say.</param>
public sealed record RunProgress(double Fraction, string? Message);
