namespace Redflow.Dashboard.Design;

/// <summary>Why a page can't be shown.</summary>
/// <param name="Title">What happened, in short.</param>
/// <param name="Sentence">What it means and what to do.</param>
internal sealed record Failure(string Title, string Sentence);
