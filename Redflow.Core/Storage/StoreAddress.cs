using System.Text.RegularExpressions;
using Redflow.Storage.Redis;

namespace Redflow.Storage;

/// <summary>Where a connection string says that a store is.</summary>
internal abstract partial record StoreAddress
{
    public const string Known =
        "Known forms: redis://, rediss:// (TLS), unix://, memory://, or a configuration string of StackExchange.Redis such as 'localhost:6379'.";

    private StoreAddress()
    {
    }

    /// <summary>This process's memory.</summary>
    public sealed record Memory : StoreAddress;

    /// <summary>A server that a URL names.</summary>
    public sealed record Url(RedisUrl Redis) : StoreAddress;

    /// <summary>What StackExchange.Redis reads by itself, and which may be absent.</summary>
    public sealed record Configuration(string Text) : StoreAddress
    {
        /// <summary>The text may hold a password.</summary>
        public override string ToString() => nameof(Configuration);
    }

    public static StoreAddress Parse(string? connectionString)
    {
        var text = connectionString?.Trim() ?? "";
        var match = Scheme().Match(text);
        return match.Groups[1].Value.ToLowerInvariant() switch
        {
            "" when Misplaced().IsMatch(text) => throw new StoreConfigurationException(
                $"The connection string looks like a URL and is none: it has '://' or '@' where a server's name belongs. {Known}"),
            "" => new Configuration(text),
            "memory" => text.Length == match.Length ? new Memory() : throw new StoreConfigurationException(
                "A connection string 'memory://' takes nothing behind it: a process has one store in memory for each prefix."),
            "redis" => new Url(RedisUrl.Parse(text[match.Length..], tls: false)),
            "rediss" => new Url(RedisUrl.Parse(text[match.Length..], tls: true)),
            "unix" => new Url(RedisUrl.ParseUnix(text[match.Length..])),
            var unknown => throw new StoreConfigurationException($"'{unknown}://' is not a scheme of stores. {Known}"),
        };
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*)://")]
    private static partial Regex Scheme();

    /// <summary>Taken for the name of a server, a password would get into every message about it.</summary>
    [GeneratedRegex("^[^,=]*(://|@)")]
    private static partial Regex Misplaced();
}
