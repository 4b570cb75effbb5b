using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Redflow.Api.Auth;

/// <summary>
/// The keys that the API takes, as configuration has them at the moment. A change of it that can't be read leaves the keys as they were, so that a
/// slip of the pen locks nobody out.
/// </summary>
internal sealed partial class KeyRing : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ILogger<KeyRing> _logger;
    private readonly IDisposable _changes;
    private volatile KnownKey[] _keys;
    private volatile bool _everHadAny;

    /// <exception cref="OptionsValidationException">A key is configured wrongly.</exception>
    public KeyRing(IConfiguration configuration, ILogger<KeyRing> logger)
    {
        (_configuration, _logger) = (configuration, logger);
        var mistakes = new List<string>();
        _keys = Read(mistakes);
        _everHadAny = _keys.Length > 0;
        if (mistakes.Count > 0)
        {
            throw new OptionsValidationException(nameof(ApiOptions), typeof(ApiOptions), mistakes);
        }

        _changes = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Whether there is a key, or was one: that the last one is removed opens nothing.</summary>
    public bool IsUsed => _everHadAny;

    /// <summary>Whose keys are taken at the moment, by name.</summary>
    public IReadOnlyList<Caller> Callers => [.. _keys.Select(key => key.Caller).OrderBy(caller => caller.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// Finds whose key this is; null when nobody's. It is compared with all of them, each in constant time, so that the time tells nothing of any.
    /// </summary>
    public Caller? Find(string key)
    {
        if (!ApiKey.IsWellFormed(key))
        {
            return null;
        }

        var hash = ApiKey.Hash(key);
        Caller? found = null;
        foreach (var known in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(known.Hash, hash) ? known.Caller : found;
        }

        return found;
    }

    /// <summary>Finds the key of a name that has this hash; null when there is none, or no longer.</summary>
    public Caller? Find(string name, ReadOnlySpan<byte> hash)
    {
        var known = Array.Find(_keys, key => key.Caller.Name == name);
        return known is not null && CryptographicOperations.FixedTimeEquals(known.Hash, hash) ? known.Caller : null;
    }

    public void Dispose() => _changes.Dispose();

    private void Reload()
    {
        var mistakes = new List<string>();
        var keys = Read(mistakes);
        if (mistakes.Count > 0)
        {
            LogUnreadable(_logger, string.Join(" ", mistakes));
            return;
        }

        _everHadAny |= keys.Length > 0;
        _keys = keys;
    }

    private KnownKey[] Read(List<string> mistakes) =>
    [
        .. _configuration.GetSection(ApiOptions.Section).GetSection(nameof(ApiOptions.Keys)).GetChildren()
            .Select(section => KnownKey.Read(section.Key, section.Get<ApiKeyOptions>() ?? new(), mistakes))
            .OfType<KnownKey>(),
    ];

    [LoggerMessage(4002, LogLevel.Error, "The API keys have changed and can't be read; those from before go on being taken. {Mistakes}")]
    private static partial void LogUnreadable(ILogger logger, string mistakes);
}
