namespace Redflow.Dashboard.Queries;

/// <summary>Makes addresses of pages, below the dashboard's.</summary>
internal static class Address
{
    /// <param name="path">The page's path.</param>
    /// <param name="terms">What its query says; terms without a value are left out.</param>
    public static string Of(string path, params (string Name, string? Value)[] terms)
    {
        var query = string.Join('&', terms.Where(term => !string.IsNullOrEmpty(term.Value)).Select(term => $"{term.Name}={Escape(term.Value!)}"));
        return query.Length > 0 ? $"{path}?{query}" : path;
    }

    /// <summary>A query may have these as they are, and searches are full of them.</summary>
    private static string Escape(string value) =>
        Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);
}
