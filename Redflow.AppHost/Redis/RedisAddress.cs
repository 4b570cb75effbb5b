namespace Redflow.AppHost.Redis;

internal static class RedisAddress
{
    /// <summary>The hosts and ports of a connection string, in either of its forms, and nothing else that it may hold.</summary>
    public static string WithoutSecrets(string connectionString)
    {
        if (Uri.TryCreate(connectionString, UriKind.Absolute, out var uri) && connectionString.Contains("://", StringComparison.Ordinal))
        {
            return uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped);
        }

        var endpoints = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(part => !part.Contains('='));
        return string.Join(',', endpoints);
    }
}
