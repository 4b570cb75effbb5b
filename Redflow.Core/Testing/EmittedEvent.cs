using Redflow.Payloads;

namespace Redflow.Testing;

/// <summary>An event that the workflow under test has emitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">Its correlation key; null for none.</param>
/// <param name="Payload">What it carries.</param>
public sealed record EmittedEvent(string Name, string? CorrelationKey, Payload Payload);
