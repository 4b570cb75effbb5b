namespace Redflow.Dashboard.Queries;

/// <summary>What the query bar offers to write.</summary>
/// <param name="Words">The words before a colon.</param>
/// <param name="Statuses">The statuses.</param>
/// <param name="Workflows">The names of workflows, 500 at most.</param>
/// <param name="Queues">The names of queues, 500 at most.</param>
internal sealed record KnownWords(IReadOnlyList<KnownWord> Words, IReadOnlyList<string> Statuses, IReadOnlyList<string> Workflows, IReadOnlyList<string> Queues);
