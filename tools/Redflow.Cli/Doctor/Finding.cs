namespace Redflow.Cli.Doctor;

/// <summary>A finding, with what to do.</summary>
internal sealed record Finding(string Severity, string Message);
