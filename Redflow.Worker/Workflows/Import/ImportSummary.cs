namespace Redflow.Worker.Workflows.Import;

/// <summary>What an import, or a batch of it, came to.</summary>
/// <param name="Rows">Rows read, without the header and blank lines.</param>
/// <param name="Valid">Rows that are sales.</param>
/// <param name="Invalid">Rows that are not.</param>
/// <param name="Amount">The sum of the valid rows' amounts.</param>
/// <param name="Countries">How many valid rows each country has.</param>
/// <param name="Rejected">The first invalid rows, at most <see cref="MaxRejected"/>.</param>
internal sealed record ImportSummary(
    int Rows, int Valid, int Invalid, decimal Amount, IReadOnlyDictionary<string, int> Countries, IReadOnlyList<RejectedRow> Rejected)
{
    public const int MaxRejected = 5;

    public static ImportSummary Sum(IReadOnlyCollection<ImportSummary> parts) => new(
        parts.Sum(part => part.Rows),
        parts.Sum(part => part.Valid),
        parts.Sum(part => part.Invalid),
        parts.Sum(part => part.Amount),
        parts.SelectMany(part => part.Countries)
            .GroupBy(country => country.Key, country => country.Value, StringComparer.Ordinal)
            .OrderBy(country => country.Key, StringComparer.Ordinal)
            .ToDictionary(country => country.Key, country => country.Sum()),
        [.. parts.SelectMany(part => part.Rejected).Take(MaxRejected)]);
}
