namespace Redflow.Api.Limits;

/// <summary>How much one caller may ask of the API; bound from <c>Redflow:Api:RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>The highest of each.</summary>
    public const int Most = 10_000_000;

    /// <summary>How many requests a second each key and, of those without one, each address may send; 0 is no limit.</summary>
    /// <value>20,000: more than a backend sends, and a bound for one that runs wild.</value>
    public int RequestsPerSecond { get; set; } = 20_000;

    /// <summary>How many of them may come at once; at least as many as in a second.</summary>
    /// <value>40,000.</value>
    public int Burst { get; set; } = 40_000;

    /// <summary>How many requests a second without valid credentials are told so, of each address; 0 is no limit.</summary>
    /// <value>1.</value>
    public int FailuresPerSecond { get; set; } = 1;

    /// <summary>How many of them may come at once.</summary>
    /// <value>100.</value>
    public int FailureBurst { get; set; } = 100;

    /// <summary>Whether all of them are what they may be.</summary>
    internal bool IsValid() => new[] { RequestsPerSecond, Burst, FailuresPerSecond, FailureBurst }.All(number => number is >= 0 and <= Most);
}
