namespace Redflow.Dashboard.Queries;

/// <summary>A word before a colon.</summary>
/// <param name="Word">The word.</param>
/// <param name="Takes">What stands behind the colon.</param>
internal sealed record KnownWord(string Word, string Takes);
