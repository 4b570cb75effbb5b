namespace Redflow.Storage.Redis;

/// <summary>An event on its way.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">Its correlation key, perhaps empty.</param>
/// <param name="Payload">What it carries.</param>
/// <param name="Workflows">The workflows that it starts.</param>
/// <param name="Waiting">Some of the steps that wait for it.</param>
internal sealed record FannedEvent(
    string Name, string CorrelationKey, byte[] Payload, IReadOnlyList<string> Workflows, IReadOnlyList<WaitingRun> Waiting);
