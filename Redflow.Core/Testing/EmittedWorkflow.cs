using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Testing;

/// <summary>A run that the workflow under test has emitted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Input">Its input.</param>
/// <param name="IdempotencyKey">Its idempotency key; null for none.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="DueAt">When it is due; null for at once.</param>
public sealed record EmittedWorkflow(
    RunId Id, string Workflow, Payload Input, string? IdempotencyKey, IReadOnlyList<string> Tags, DateTimeOffset? DueAt);
