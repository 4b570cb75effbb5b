using System.Text.Json;

namespace Redflow.Cli.Runs;

/// <summary>What a run has besides its row.</summary>
internal sealed record Run(
    JsonElement Input, JsonElement Output, RunError? Error, JsonElement CustomStatus, RunProgress? Progress, RunWait? Wait);
