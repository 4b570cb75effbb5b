namespace Redflow.Api.Requests;

/// <summary>Names of events, and keys: what is no name of a workflow or a queue.</summary>
internal static class Labels
{
    public static readonly string Rule = $"1 to {Names.MaxLabelLength} characters without control characters";

    public static bool IsValid(string text) => Names.IsLabel(text, Names.MaxLabelLength);
}
