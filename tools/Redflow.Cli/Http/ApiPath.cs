namespace Redflow.Cli.Http;

/// <summary>Paths of the API, with what stands in them written as URLs write it.</summary>
internal static class ApiPath
{
    /// <exception cref="UsageException">A name is empty or dots alone, which a path can't have.</exception>
    public static string Of(FormattableString path) =>
        $"api/v1/{string.Format(null, path.Format, [.. path.GetArguments().Select(part => (object)Escape($"{part}"))])}";

    private static string Escape(string part) => part is "" or "." or ".."
        ? throw new UsageException($"'{part}' is not a name or an id.")
        : Uri.EscapeDataString(part);
}
