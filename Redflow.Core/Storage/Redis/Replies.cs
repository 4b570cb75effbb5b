using Redflow.Runs;
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

    /// <summary>A script and this client do not agree: a bug of ours.</summary>
    public static InvalidOperationException Unexpected(string script, string word) => new($"{script} returned '{word}'.");

    /// <summary>Reads fields and their values in turn.</summary>
    public static Dictionary<string, byte[]> Fields(this RedisResult result) =>
        result.Items().Chunk(2).ToDictionary(pair => pair[0].Text(), pair => pair[1].Bytes()!);

    public static IReadOnlyList<RunId> Ids(this RedisResult result) => [.. result.Items().Select(id => RunId.Parse(id.Text(), null))];

    /// <summary>A duration in whole milliseconds, rounded up: nothing may be due early.</summary>
    public static long Milliseconds(TimeSpan duration) => (long)Math.Ceiling(duration.TotalMilliseconds);
}
