using System.Text.Json;

namespace Redflow.Cli.Runs;

/// <summary>What a run has besides its row.</summary>
internal sealed record Run(
    JsonElement Input, JsonElement Output, RunError? Error, JsonElement CustomStatus, RunProgress? Progress, RunWait? Wait);

/// <summary>How far a run has come, as its handler says.</summary>
internal sealed record RunProgress(double Fraction, string? Message);

/// <summary>Why a run waits.</summary>
internal sealed record RunWait(string Kind, string Message);
