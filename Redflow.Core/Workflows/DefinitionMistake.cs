namespace Redflow.Workflows;

/// <summary>Why something is no definition; reported with the mistakes of those that are.</summary>
/// <param name="Text">A sentence.</param>
internal sealed record DefinitionMistake(string Text);
