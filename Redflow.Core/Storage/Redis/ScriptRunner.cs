using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Calls scripts by hash; a server that doesn't know one (after a restart or SCRIPT FLUSH) has run nothing and gets its text.</summary>
internal static class ScriptRunner
{
    public static async Task<RedisResult> EvaluateAsync(IDatabase database, Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Hash, keys, values).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (IsScriptUnknown(exception))
        {
            return await EvaluateTextAsync(database, script, keys, values).ConfigureAwait(false);
        }
    }

    /// <summary>By text the library loads the script first, but only if it believes that the server lacks it: its first try may find out.</summary>
    private static async Task<RedisResult> EvaluateTextAsync(IDatabase database, Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Text, keys, values).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (IsScriptUnknown(exception))
        {
            return await database.ScriptEvaluateAsync(script.Text, keys, values).ConfigureAwait(false);
        }
    }

    private static bool IsScriptUnknown(RedisServerException exception) =>
        exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal);
}
