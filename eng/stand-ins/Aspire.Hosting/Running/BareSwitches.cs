namespace Aspire.Hosting.Running;

/// <summary>
/// Gives <c>--dashboard</c> the value <c>true</c> where it has none: the configuration would drop it, or take the next switch for its value.
/// </summary>
internal static class BareSwitches
{
    private const string Dashboard = "--dashboard";

    public static string[] GiveValues(string[] args) =>
        [.. args.Select((arg, i) => arg == Dashboard && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)) ? $"{Dashboard}=true" : arg)];
}
