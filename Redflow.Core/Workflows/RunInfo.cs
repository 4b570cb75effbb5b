using Redflow.Runs;

namespace Redflow.Workflows;

/// <summary>What a handler is told of its run.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Queue">The queue it was taken from.</param>
/// <param name="Attempt">The attempt, from 1. A pass that follows a sleep or a worker's shutdown belongs to the attempt before it.</param>
/// <param name="MaxAttempts">How many attempts there are; lost workers do not count.</param>
/// <param name="CreatedAt">When it was emitted, by Redis's clock.</param>
public sealed record RunInfo(RunId Id, string Workflow, string Queue, int Attempt, int MaxAttempts, DateTimeOffset CreatedAt);
