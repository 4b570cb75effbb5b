namespace Redflow.Cli.Http;

/// <summary>The key that requests carry. Nothing here prints it.</summary>
internal static class ApiKey
{
    private const int MaxLength = 8192;

    /// <summary>Reads the key of a file, or else takes that of the environment.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="UsageException">The file can't be read, or what is there is no key.</exception>
    public static string? Read(string? file, string? variable)
    {
        var (key, where) = file is null ? (variable?.Trim(), GlobalOptions.KeyVariable) : (ReadFile(file), $"file '{file}'");
        if (key is not null && (key.Length is 0 or > MaxLength || key.Any(letter => letter is <= ' ' or > '~')))
        {
            throw new UsageException($"What is in {where} is not an API key: it takes one line of letters, digits and signs.");
        }

        return key;
    }

    private static string ReadFile(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            var letters = new char[MaxLength + 3];
            return new string(letters, 0, reader.ReadBlock(letters)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The file with the API key can't be read: {exception.Message}");
        }
    }
}
