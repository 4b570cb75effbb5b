using System.Globalization;
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
    /// <summary>Stands in a script's text between what it includes and what it does.</summary>
    public const string BodyMark = "--\n";

    private const int HashLength = 16;

    public static ScriptFunction Of(Script script)
    {
        var name = $"redflow_{script.Name}_{Convert.ToHexStringLower(script.Hash)[..HashLength]}";
        var parts = script.Text.Split(BodyMark);
        var (included, body) = (parts[0], parts[1]);
        var code = new StringBuilder();
        code.Append("local KEYS, ARGV\n").Append(included);
        code.Append(CultureInfo.InvariantCulture, $"redis.register_function('{name}', function(keys, arguments)\n");
        code.Append("KEYS, ARGV = keys, arguments\n");
        foreach (Match state in State().Matches(included))
        {
            code.Append(CultureInfo.InvariantCulture, $"{state.Groups["names"]} = {(state.Groups["values"].Success ? state.Groups["values"] : "nil")}\n");
        }

        return new(name, code.Append(body).Append("end)\n").ToString());
    }

    /// <summary>
    /// Returns the library's text to load where a key lives. FUNCTION LOAD has no key, but the client library sends what it takes for one to the server
    /// of its hash tag: so the text has the key's, as the first of its braces.
    /// </summary>
    public RedisKey LibraryFor(RedisKey key) => $"#!lua name={Name}\n-- {key}\n{Code}";

    [GeneratedRegex("^local (?<names>[a-z_]+(, [a-z_]+)*)( = (?<values>.*))?$", RegexOptions.Multiline)]
    private static partial Regex State();
}
