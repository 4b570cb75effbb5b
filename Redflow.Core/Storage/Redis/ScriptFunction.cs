using System.Text;
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>A script as a function of Redis: a library with one function.</summary>
/// <remarks>
/// A script that is evaluated makes all its Lua functions anew in each call; a library makes them once. What a script includes may keep state
/// for the time of a call, in local variables: each call of the function begins with them as they were. Names in capitals are constants.
/// </remarks>
/// <param name="Name">Tells the script and, by a part of its hash, which version of it: programs of several versions may share a server.</param>
/// <param name="Code">The library's text behind its first line.</param>
internal sealed partial record ScriptFunction(string Name, string Code)
{
    private const int HashLength = 16;

    public static ScriptFunction Make(Script script, string bodyMark)
    {
        var name = $"redflow_{script.Name}_{Convert.ToHexStringLower(script.Hash)[..HashLength]}";
        var (included, body) = script.Text.Split(bodyMark) is [var before, var after] ? (before, after) : ("", script.Text);
        var text = new StringBuilder();
        text.Append("local KEYS, ARGV\n").Append(included);
        text.Append("redis.register_function('").Append(name).Append("', function(keys, arguments)\n");
        text.Append("KEYS, ARGV = keys, arguments\n");
        foreach (Match state in State().Matches(included))
        {
            text.Append(state.Groups["names"].Value).Append(" = ").Append(state.Groups["values"] is { Success: true, Value: var values } ? values : "nil").Append('\n');
        }

        return new(name, text.Append(body).Append("end)\n").ToString());
    }

    /// <summary>
    /// Returns the library's text to load where a key lives. FUNCTION LOAD has no key, but the client library sends what it takes for one to the server
    /// of its hash tag: so the text has the key's, as the first of its braces.
    /// </summary>
    public RedisKey LibraryFor(RedisKey key) => $"#!lua name={Name}\n-- {key}\n{Code}";

    [GeneratedRegex("^local (?<names>[a-z_]+(, [a-z_]+)*)( = (?<values>.*))?$", RegexOptions.Multiline)]
    private static partial Regex State();
}
