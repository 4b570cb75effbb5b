namespace Redflow.Api.Requests;

/// <summary>The rule for keys and names that people choose, but for those of workflows and queues.</summary>
internal static class Label
{
    public static string Rule(int maxLength) => $"1 to {maxLength} characters without control characters";
}
