namespace Redflow.Cli.Http;

/// <summary>Where the API is.</summary>
internal static class ApiAddress
{
    /// <summary>Reads the address that the API's paths stand behind.</summary>
    /// <exception cref="UsageException">It is none, or has in it what does not belong on a command line.</exception>
    public static Uri Read(string text)
    {
        // What stands in these may be a secret: it is not repeated.
        if (text.AsSpan().ContainsAny('@', '?', '#'))
        {
            throw new UsageException(
                $"The address of the API takes no user, query or fragment. A key goes into a file (--api-key-file) or into {GlobalOptions.KeyVariable}.");
        }

        return Uri.TryCreate(text.EndsWith('/') ? text : text + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"'{text}' is not the address of an API: it takes one such as {GlobalOptions.DefaultUrl}.");
    }
}
