namespace Redflow.Storage.Redis;

/// <summary>An event on its way.</summary>
/// <param name="Event">The event.</param>
/// <param name="Workflows">The workflows that it starts.</param>
/// <param name="Waiting">Some of the steps that wait for it.</param>
internal sealed record FannedEvent(NewEvent Event, IReadOnlyList<string> Workflows, IReadOnlyList<WaitingRun> Waiting);
