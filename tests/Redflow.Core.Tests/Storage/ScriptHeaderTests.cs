using System.Globalization;
using System.Text.RegularExpressions;
using Redflow.Storage.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A script's header is its documentation; this holds it to what the script does.</summary>
public sealed partial class ScriptHeaderTests
{
    private const int MaxLines = 80;

    public static TheoryData<string> Scripts => [.. ScriptSource.Names];

    public static TheoryData<string> Library => [.. ScriptSource.LibraryNames];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_the_keys_and_arguments_that_the_script_uses(string name)
    {
        var script = ScriptSource.Read(name);
        var named = NamedArgument().Matches(script.Header).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        var used = Argument().Matches(script.Body).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order().ToArray();
        var computed = named.Except(used).ToArray();

        Assert.True(script.NamespaceKey is not null || script.Header.Contains("-- KEYS[1]  guard", StringComparison.Ordinal));
        Assert.All(Key().Matches(script.Body), use => Assert.Equal("KEYS[1]", use.Value));
        Assert.Equal(Enumerable.Range(1, named.Length), named);
        Assert.Empty(used.Except(named));

        // Those that the script reaches by counting from a place, which it names.
        Assert.True(computed.Length == 0 || Regex.IsMatch(script.Body, $@"[=,(] {computed[0]}\b"), $"{name} does not use ARGV[{string.Join(',', computed)}].");
        Assert.Equal(script.Body.Contains("ARGV", StringComparison.Ordinal), script.Header.Contains("-- ARGV", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_every_key_that_the_script_touches(string name)
    {
        var script = ScriptSource.Read(name);

        Assert.Equal(script.KeyShapes, script.Derived.Select(derived => ":" + derived.Key.Split(':')[1]).Order());
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_every_word_that_the_script_returns(string name)
    {
        var script = ScriptSource.Read(name);

        Assert.Contains("-- Returns  ", script.Header, StringComparison.Ordinal);
        Assert.Equal(script.ReturnedWords, script.NamedWords);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_is_short_and_says_whether_it_may_be_sent_twice(string name)
    {
        var script = ScriptSource.Read(name);

        Assert.Contains("-- Atomic", script.Header, StringComparison.Ordinal);
        Assert.Matches("(?i)idempotent|reads only|applied once", script.Header);
        Assert.InRange(script.Header.Split('\n').Length + script.Body.Split('\n').Length, 1, MaxLines);
    }

    [Theory]
    [MemberData(nameof(Library))]
    public void Shared_functions_are_short_and_say_what_they_do(string name)
    {
        var text = Script.Read($"lib/{name}.lua");
        var functions = text.Split("\n\n").Where(part => part.StartsWith("local function ", StringComparison.Ordinal) || part.Contains("\nlocal function ", StringComparison.Ordinal));

        Assert.All(functions, part => Assert.Matches("(?m)^-- (?!@include)", part));
        Assert.InRange(text.Split('\n').Length, 1, MaxLines);
    }

    [Theory]
    [MemberData(nameof(Library))]
    public void Shared_functions_are_used(string name) => Assert.Contains(
        ScriptSource.Names.Select(script => $"{script}.lua").Concat(ScriptSource.LibraryNames.Select(library => $"lib/{library}.lua")),
        file => name == "manual_time" || Script.Read(file).Split('\n').Contains($"-- @include {name}"));

    [GeneratedRegex(@"^-- ARGV\[(\d+)\]", RegexOptions.Multiline)]
    private static partial Regex NamedArgument();

    [GeneratedRegex(@"\bARGV\[(\d+)\]")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\bKEYS\[\d+\]")]
    private static partial Regex Key();
}
