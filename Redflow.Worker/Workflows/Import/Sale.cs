using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CsvHelper;

namespace Redflow.Worker.Workflows.Import;

/// <summary>A row of the file. Real code would keep it somewhere; the sample only counts.</summary>
/// <param name="Date">The day.</param>
/// <param name="Customer">Who bought.</param>
/// <param name="Country">Two letters, as ISO 3166 has them.</param>
/// <param name="Amount">For how much, in the one currency of the file.</param>
internal sealed record Sale(DateOnly Date, string Customer, string Country, decimal Amount)
{
    private const int LongestEcho = 40;

    public static IReadOnlyList<string> Columns { get; } = ["date", "customer", "country", "amount"];

    public static bool TryRead(IReaderRow row, [NotNullWhen(true)] out Sale? sale, [NotNullWhen(false)] out string? reason)
    {
        var customer = row.GetField("customer");
        var country = row.GetField("country");
        var hasDate = DateOnly.TryParseExact(row.GetField("date"), "yyyy-MM-dd", out var date);
        var hasAmount = decimal.TryParse(row.GetField("amount"), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount);

        reason =
            !hasDate ? Echo("date", row, "not a day like 2025-03-31")
            : string.IsNullOrEmpty(customer) ? "the customer is missing"
            : country is not { Length: 2 } || !country.All(char.IsAsciiLetterUpper) ? Echo("country", row, "not a code like DE")
            : !hasAmount ? Echo("amount", row, "not a number like 42.50")
            : null;
        sale = reason is null ? new(date, customer!, country!, amount) : null;
        return sale is not null;
    }

    private static string Echo(string column, IReaderRow row, string mistake) => row.GetField(column) switch
    {
        null or "" => $"the {column} is missing",
        { Length: > LongestEcho } text => $"the {column} is {text[..LongestEcho]}…, {mistake}",
        var text => $"the {column} is {text}, {mistake}",
    };
}
