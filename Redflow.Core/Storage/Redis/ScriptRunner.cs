using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Calls scripts by hash; a server that doesn't know one (after a restart or SCRIPT FLUSH) has run nothing and gets its text.</summary>
internal sealed class ScriptRunner(IDatabase database)
{
    public async Task<RedisResult> EvaluateAsync(Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Hash, keys, values).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (IsScriptUnknown(exception))
        {
            return await EvaluateTextAsync(script, keys, values).ConfigureAwait(false);
        }
    }

    /// <summary>By text the library loads the script first, but only if it believes that the server lacks it: its first try may find out.</summary>
    private async Task<RedisResult> EvaluateTextAsync(Script script, RedisKey[] keys, RedisValue[] values)
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
