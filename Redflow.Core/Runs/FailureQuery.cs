namespace Redflow.Runs;

/// <summary>Which failures to group.</summary>
public sealed record FailureQuery
{
    /// <summary>How many fingerprints are looked at; of each partition.</summary>
    public const int MaxFingerprints = 10_000;

    /// <summary>Only those of this workflow; null for all.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only those whose fingerprint begins like this; null for all.</summary>
    public string? FingerprintPrefix { get; init; }

    /// <summary>The most groups, 1 to 500.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    internal void Validate()
    {
        if (Limit is < 1 or > RunQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, $"Limit goes from 1 to {RunQuery.MaxLimit}.");
        }

        if (FingerprintPrefix is { } prefix && !(prefix.Length <= RunError.FingerprintLength && prefix.All(char.IsAsciiHexDigitLower)))
        {
            throw new ArgumentException($"A fingerprint begins with up to {RunError.FingerprintLength} hexadecimal digits in lower case.", nameof(FingerprintPrefix));
        }
    }
}
