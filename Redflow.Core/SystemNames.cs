namespace Redflow;

/// <summary>The names of what the engine runs for itself: every worker serves it, and it is not listed among the users' workflows.</summary>
public static class SystemNames
{
    /// <summary>What every one of them begins with.</summary>
    public const string Prefix = "redflow.";

    /// <summary>The queue of its workflows.</summary>
    public const string Queue = Prefix + "system";

    /// <summary>Tells whether a name is one of them.</summary>
    public static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
