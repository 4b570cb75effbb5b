namespace Redflow.Cli.Http;

/// <summary>Where the API is.</summary>
internal static class ApiAddress
{
    /// <summary>Reads the address that the API's paths stand behind.</summary>
    /// <exception cref="UsageException">It is none, or has in it what does not belong on a command line.</exception>
    public static Uri Read(string text)
    {
        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + '/', UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"'{text}' is not the address of an API: it takes one such as {GlobalOptions.DefaultUrl}.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new UsageException("The address of the API takes no user, query or fragment. A key goes into a file (--api-key-file) or into REDFLOW_API_KEY.");
        }

        return address;
    }
}
