using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads what scripts return, and hashes.</summary>
internal static class Replies
{
    public static RedisResult[] Items(this RedisResult result) => (RedisResult[])result!;

    public static string Text(this RedisResult result) => (string)result!;

    public static byte[]? Bytes(this RedisResult result) => (byte[]?)result;

    public static long Number(this RedisResult result) => (long)result;

    public static string? TextOrNull(this RedisResult result) => (string?)result;

    /// <summary>An empty text stands for none.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? TimeOrNull(string? milliseconds) =>
        string.IsNullOrEmpty(milliseconds) ? null : Time(long.Parse(milliseconds, null));

    /// <summary>A duration in whole milliseconds, rounded up: nothing may be due early.</summary>
    public static long Milliseconds(TimeSpan duration) => (long)Math.Ceiling(duration.TotalMilliseconds);
}
