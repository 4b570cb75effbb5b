namespace Redflow.Api.Requests;

/// <summary>The rule for keys and names that people choose.</summary>
internal static class Label
{
    public static bool IsValid(string text, int maxLength) => text.Length is not 0 && text.Length <= maxLength && !text.Any(char.IsControl);

    public static string Rule(int maxLength) => $"1 to {maxLength} characters without control characters";
}
