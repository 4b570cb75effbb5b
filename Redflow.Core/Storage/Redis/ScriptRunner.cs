using Redflow.Storage.Redis.Doctor;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// Calls scripts: hot ones as functions where the server has them and lets us, the others by hash. A server that doesn't know one (after a restart or
/// a flush) has run nothing, and gets its text.
/// </summary>
internal sealed class ScriptRunner(Scripts scripts)
{
    private const string KeyCount = "1";
    private const string Forbidden = "NOPERM";

    /// <summary>Whether the server has functions, once it was asked. It is not tried out: Garnet may answer the calls behind an unknown command wrongly.</summary>
    private Task<bool>? _hasFunctions;

    public async Task<RedisResult> RunAsync(IDatabase database, string name, RedisKey[] keys, RedisValue[] values)
    {
        var script = scripts[name];
        return script.IsHot && await HasFunctionsAsync(database).ConfigureAwait(false)
            ? await CallAsync(database, script, keys, values).ConfigureAwait(false)
            : await EvaluateAsync(database, script, keys, values).ConfigureAwait(false);
    }

    public static async Task<RedisResult> EvaluateAsync(IDatabase database, Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Hash, keys, values).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (Says(exception, "NOSCRIPT"))
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
        catch (RedisServerException exception) when (Says(exception, "NOSCRIPT"))
        {
            return await database.ScriptEvaluateAsync(script.Text, keys, values).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Calls the function; where there is none, evaluates the script, and the next call may find the function. No master is demanded: the library would
    /// refuse one that it still takes for a replica.
    /// </summary>
    private async Task<RedisResult> CallAsync(IDatabase database, Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ExecuteAsync("FCALL", Arguments(script.Function, keys[0], values)).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (Says(exception, "ERR Function not found"))
        {
            await LoadAsync(database, script.Function, keys[0]).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (Says(exception, Forbidden))
        {
            _hasFunctions = Task.FromResult(false);
        }

        return await EvaluateAsync(database, script, keys, values).ConfigureAwait(false);
    }

    private async Task LoadAsync(IDatabase database, ScriptFunction function, RedisKey key)
    {
        try
        {
            await database.ExecuteAsync("FUNCTION", ["LOAD", function.LibraryFor(key)]).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (Says(exception, Forbidden))
        {
            _hasFunctions = Task.FromResult(false);
        }
        catch (RedisServerException)
        {
            // Another program has loaded it meanwhile, or what keeps the server from it may pass.
        }
    }

    private Task<bool> HasFunctionsAsync(IDatabase database) =>
        _hasFunctions is { IsFaulted: false, IsCanceled: false } asked ? asked : _hasFunctions = AskAsync(database);

    private static async Task<bool> AskAsync(IDatabase database)
    {
        try
        {
            // On a silent connection nobody would ever be told, also not by the one that comes in its place.
            var info = await database.ExecuteAsync("INFO", "server").WaitAsync(RedisCaller.CallTimeout).ConfigureAwait(false);
            return new ServerInfo(info.Text()).HasFunctions;
        }
        catch (RedisServerException)
        {
            return false;
        }
    }

    /// <summary>Unlike a string, a boxed value of the client library is one object more for each argument.</summary>
    private static object[] Arguments(ScriptFunction function, RedisKey key, RedisValue[] values)
    {
        var arguments = new object[values.Length + 3];
        (arguments[0], arguments[1], arguments[2]) = (function.Name, KeyCount, key);
        for (var i = 0; i < values.Length; i++)
        {
            arguments[i + 3] = values[i].IsInteger ? values[i] : (byte[]?)values[i] ?? [];
        }

        return arguments;
    }

    private static bool Says(RedisServerException exception, string error) => exception.Message.StartsWith(error, StringComparison.OrdinalIgnoreCase);
}
