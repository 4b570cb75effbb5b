namespace Aspire.StackExchange.Redis;

/// <summary>The settings of one Redis connection, read from <c>Aspire:StackExchange:Redis</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>Gets or sets the comma-delimited configuration string of the Redis server. May hold a password.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets whether no health check is registered.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Gets or sets whether commands leave no spans.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DisableTracing { get; set; }
}
