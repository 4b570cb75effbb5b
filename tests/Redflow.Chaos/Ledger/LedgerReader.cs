namespace Redflow.Chaos.Ledger;

/// <summary>Reads what all processes have written.</summary>
internal static class LedgerReader
{
    /// <summary>Reads the ledgers in a folder, in the order of time. A last line that a kill has torn is left out.</summary>
    public static IReadOnlyList<LedgerLine> ReadAll(string folder) => [.. LedgerFollower.FromStart(folder).ReadNew().OrderBy(line => line.At)];
}
