using System.Text.RegularExpressions;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A script's header is its documentation; this holds it to what the script does.</summary>
public sealed partial class ScriptHeaderTests
{
    public static TheoryData<string> Scripts =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "Redflow.Core", "Storage", "Redis", "Lua"), "*.lua")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_the_keys_and_arguments_that_the_script_uses(string name)
    {
        var (header, body) = Read(name);
        var counted = header.Contains("ARGV     ", StringComparison.Ordinal);

        Assert.Contains("KEYS[1]  guard", header, StringComparison.Ordinal);
        Assert.All(Index("KEYS").Matches(body).Select(match => match.Value).Distinct(), use => Assert.Equal("KEYS[1]", use));
        if (!counted)
        {
            Assert.Equal(
                Index("ARGV").Matches(body).Select(match => match.Value).Distinct().Order(),
                Index("ARGV").Matches(header).Select(match => match.Value).Distinct().Where(use => body.Contains(use, StringComparison.Ordinal)).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_the_shape_of_every_key_that_the_script_touches(string name)
    {
        var (header, _) = Read(name);
        var text = Script.Load(name, manualTime: false).Text;
        var used = KeyShape().Matches(text).Select(match => match.Groups[1].Value)
            .Where(shape => shape is not (":worker" or ":scheduler"))
            .Distinct().Order().ToArray();

        var named = HeaderShape().Matches(Section(header, "Derived")).Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(used, named);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Header_names_every_word_that_the_script_returns(string name)
    {
        var (header, _) = Read(name);
        var text = Script.Load(name, manualTime: false).Text;
        var returned = ReturnedWord().Matches(string.Join('\n', text.Split('\n').Where(IsReply))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        var named = ReturnedWord().Matches(Section(header, "Returns")).Select(match => match.Groups[1].Value).ToArray();

        Assert.Empty(returned.Except(named));
        Assert.All(named, word => Assert.Contains($"'{word}'", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_is_short_and_says_whether_it_may_be_sent_twice(string name)
    {
        var (header, body) = Read(name);

        Assert.Contains("-- Atomic", header, StringComparison.Ordinal);
        Assert.Matches("(?i)idempotent|reads only|applied once", header);
        Assert.InRange(header.Split('\n').Length + body.Split('\n').Length, 1, 80);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_key_shape_is_described_in_the_reference(string name)
    {
        var reference = Repository.Read("docs", "reference", "redis-keys.md");
        var shapes = KeyShape().Matches(Script.Load(name, manualTime: false).Text).Select(match => match.Groups[1].Value).Distinct();

        Assert.All(shapes, shape => Assert.Contains($"`{{prefix:p}}{shape}", reference, StringComparison.Ordinal));
    }

    private static (string Header, string Body) Read(string name)
    {
        var lines = Script.Read($"{name}.lua").Split('\n');
        var length = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Count();
        return (string.Join('\n', lines[..length]), string.Join('\n', lines[length..]));
    }

    private static bool IsReply(string line) => line.Contains("return '", StringComparison.Ordinal)
        || line.Contains("return {", StringComparison.Ordinal)
        || line.Contains("return status ==", StringComparison.Ordinal)
        || line.Contains("replies[", StringComparison.Ordinal)
        || line.Contains("word =", StringComparison.Ordinal)
        || line.Contains("word, ", StringComparison.Ordinal);

    /// <summary>The lines of one part of a header: from its mark to the next one.</summary>
    private static string Section(string header, string mark)
    {
        var lines = header.Split('\n').SkipWhile(line => !line.StartsWith($"-- {mark} ", StringComparison.Ordinal)).ToArray();
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith("--   ", StringComparison.Ordinal))));
    }

    private static Regex Index(string table) => new($@"\b{table}\[\d+\]");

    [GeneratedRegex(@"guard \.\. '(:[a-z]+)")]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"(?:^|[\s,])(:[a-z]+)(?=[:\s,])", RegexOptions.Multiline)]
    private static partial Regex HeaderShape();

    [GeneratedRegex("'([a-z]+)'")]
    private static partial Regex ReturnedWord();
}
