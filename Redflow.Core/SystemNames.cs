namespace Redflow;

/// <summary>The names of what the engine runs for itself: every worker serves it, and it is not listed among the users' workflows.</summary>
internal static class SystemNames
{
    public const string Prefix = "redflow.";

    public const string Queue = Prefix + "system";

    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
