namespace Redflow.Bench.Workflows;

/// <summary>The input of a run of <c>resources</c>.</summary>
/// <param name="Count">How many steps or children it has.</param>
/// <param name="Until">Until when it, or its children, sleep; null for not at all.</param>
internal sealed record Size(int Count, DateTimeOffset? Until = null);
