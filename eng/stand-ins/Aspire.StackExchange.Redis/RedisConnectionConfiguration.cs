using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// What the configuration says of one connection. Later sources win: the section, its named subsection,
/// <c>ConnectionStrings</c>, then the caller's delegates.
/// </summary>
internal sealed class RedisConnectionConfiguration
{
    private const string Section = "Aspire:StackExchange:Redis";

    // In front of the connection string, so that what it says wins. A service may be up before its Redis; and the
    // timeouts are those of StackExchange.Redis 2.x (1.2.6 has 1 s, which a busy machine exceeds).
    private const string Defaults = "abortConnect=false,syncTimeout=5000,responseTimeout=5000,";

    private readonly string _connectionName;
    private readonly IConfigurationSection _section;
    private readonly Action<ConfigurationOptions>? _configureOptions;

    private RedisConnectionConfiguration(
        string connectionName, IConfigurationSection section, StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configureOptions)
    {
        _connectionName = connectionName;
        _section = section;
        _configureOptions = configureOptions;
        Settings = settings;
    }

    public StackExchangeRedisSettings Settings { get; }

    public static RedisConnectionConfiguration Read(
        IConfiguration configuration,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        var section = configuration.GetSection(Section);
        var settings = new StackExchangeRedisSettings();
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);

        if (configuration.GetConnectionString(connectionName) is { } connectionString)
        {
            settings.ConnectionString = connectionString;
        }

        configureSettings?.Invoke(settings);
        return new RedisConnectionConfiguration(connectionName, section, settings, configureOptions);
    }

    /// <exception cref="InvalidOperationException">Nothing names a server.</exception>
    public ConfigurationOptions CreateOptions()
    {
        var options = ConfigurationOptions.Parse(Defaults + Settings.ConnectionString);
        _section.GetSection("ConfigurationOptions").Bind(options);
        _section.GetSection($"{_connectionName}:ConfigurationOptions").Bind(options);
        _configureOptions?.Invoke(options);

        if (options.EndPoints.Count == 0)
        {
            throw new InvalidOperationException(
                $"No endpoints specified. Ensure a valid connection string was provided in 'ConnectionStrings:{_connectionName}' " +
                $"or for the '{Section}:ConnectionString' configuration key.");
        }

        return options;
    }
}
