using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>A server as a URL names it.</summary>
/// <remarks>No message quotes the URL: where it is malformed, its password may be in any part.</remarks>
internal sealed class RedisUrl
{
    private const int DefaultPort = 6379;

    private const string Form = "redis://[user][:password@]host[:port][/db] or unix://[user:password@]/path[?db=number]; in a user or a "
        + "password, characters such as : / @ ? # are percent-encoded";

    private readonly EndPoint _endPoint;
    private readonly string? _user;
    private readonly string? _password;
    private readonly int _database;
    private readonly string? _tlsHost;

    private RedisUrl(EndPoint endPoint, string userInfo, int database, string? tlsHost)
    {
        var (user, password) = Split(userInfo, userInfo.IndexOf(':', StringComparison.Ordinal));
        user = Decode(user);

        // The default user is the one that a password alone means.
        _user = user is "" or "default" ? null : user;
        _password = string.IsNullOrEmpty(password) ? null : Decode(password);
        (_endPoint, _database, _tlsHost) = (endPoint, database, tlsHost);
        CheckSupport();
    }

    /// <summary>Which StackExchange.Redis this process has.</summary>
    public static Version LibraryVersion { get; } = typeof(ConnectionMultiplexer).Assembly.GetName().Version!;

    /// <summary>What of the URL has to be read by the library from text, since its version 1 has no property for it.</summary>
    public string Login => _user is null ? "" : $"user={_user}";

    /// <param name="rest">What follows the scheme.</param>
    /// <param name="tls">Whether the connection is encrypted.</param>
    public static RedisUrl Parse(string rest, bool tls)
    {
        var end = rest.IndexOfAny(['/', '?', '#']);
        var (authority, path) = Split(rest, end);
        var at = authority.LastIndexOf('@');
        var (host, port) = SplitHost(authority[(at + 1)..]);
        if (path is not null && path.AsSpan().ContainsAny("?#/") || (end >= 0 && rest[end] != '/'))
        {
            throw Malformed("has more behind the host than the number of a database");
        }

        EndPoint endPoint = IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);
        return new(endPoint, authority[..Math.Max(at, 0)], Database(path), tls ? host : null);
    }

    /// <inheritdoc cref="Parse"/>
    public static RedisUrl ParseUnix(string rest)
    {
        var (address, query) = Split(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var at = address[..Math.Max(address.IndexOf('/', StringComparison.Ordinal), 0)].LastIndexOf('@');
        var path = Decode(address[(at + 1)..]);
        if (path.Length == 0 || query?.StartsWith("db=", StringComparison.Ordinal) is false)
        {
            throw Malformed("has no path, or other options than db");
        }

        try
        {
            return new(new UnixDomainSocketEndPoint(path), address[..Math.Max(at, 0)], Database(query?[3..]), tlsHost: null);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Malformed("has a longer path than a socket may have");
        }
    }

    /// <param name="defaults">What the library assumes unless the URL says otherwise, as it writes it.</param>
    public ConfigurationOptions ToOptions(string defaults)
    {
        var options = ConfigurationOptions.Parse(defaults + Login);
        ApplyTo(options);
        return options;
    }

    /// <summary>Sets all but <see cref="Login"/>.</summary>
    public void ApplyTo(ConfigurationOptions options)
    {
        options.EndPoints.Clear();
        options.EndPoints.Add(_endPoint);
        options.Password = _password;
        options.DefaultDatabase = _database;
        options.Ssl = _tlsHost is not null;
        options.SslHost = _tlsHost;
    }

    /// <summary>Neither is ignored: the one would log in as somebody else, the other fails as if there were no server.</summary>
    private void CheckSupport()
    {
        if (_endPoint is UnixDomainSocketEndPoint && LibraryVersion.Major < 2)
        {
            throw new StoreConfigurationException(
                $"StackExchange.Redis {LibraryVersion} can't connect to a Unix socket. Use redis:// with the server's TCP port, or version 2 of the library.");
        }

        if (_user is null)
        {
            return;
        }

        if (_user.Contains(',', StringComparison.Ordinal) || _user.Trim() != _user)
        {
            throw new StoreConfigurationException("The user of a Redis URL can't have a comma in it, nor begin or end with a blank. Name the user otherwise.");
        }

        try
        {
            ConfigurationOptions.Parse(Login);
        }
        catch (ArgumentException)
        {
            throw new StoreConfigurationException(
                $"StackExchange.Redis {LibraryVersion} can't log in as a user other than 'default', and the Redis URL names one. Leave the user out, or use version 2 of the library.");
        }
    }

    private static (string Host, int Port) SplitHost(string text)
    {
        var bracket = text.LastIndexOf(']');
        var (host, port) = Split(text, text.IndexOf(':', bracket + 1));
        host = bracket < 0 ? Decode(host) : host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : "";
        var valid = bracket < 0 ? Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 : IPAddress.TryParse(host, out _);
        return valid
            ? (host, string.IsNullOrEmpty(port) ? DefaultPort : Number("port", port, 1, IPEndPoint.MaxPort))
            : throw Malformed("has no host, or none that is a name or an address");
    }

    private static int Database(string? text) => string.IsNullOrEmpty(text) ? 0 : Number("database", text, 0, int.MaxValue);

    private static int Number(string what, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Malformed(string.Create(CultureInfo.InvariantCulture, $"has a {what} that is not a number from {least} to {most}"));

    private static (string Before, string? After) Split(string text, int index) => index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static StoreConfigurationException Malformed(string how) => new($"The Redis URL {how}. Its form is {Form}.");
}
