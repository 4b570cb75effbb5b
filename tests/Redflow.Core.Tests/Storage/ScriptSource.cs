using System.Text.RegularExpressions;
using Redflow.Storage.Redis;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage;

/// <summary>A script as its author wrote it, and what its text says of it.</summary>
internal sealed partial class ScriptSource
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Redflow.Core", "Storage", "Redis", "Lua");

    private ScriptSource(string name)
    {
        var lines = Script.Read($"{name}.lua").Split('\n');
        var length = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Count();
        Name = name;
        Header = string.Join('\n', lines[..length]);
        Body = string.Join('\n', lines[length..]);
        Text = Script.Load(name, manualTime: false).Text;
    }

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.lua").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    public static IReadOnlyList<string> LibraryNames { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "lib"), "*.lua").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    public string Name { get; }

    public string Header { get; }

    /// <summary>What is below the header, without what it includes.</summary>
    public string Body { get; }

    /// <summary>All that Redis runs: with what it includes, without comments.</summary>
    public string Text { get; }

    /// <summary>The shapes of the keys that it touches, such as <c>:r</c>; a key that an argument names whole is not among them.</summary>
    public IReadOnlyList<string> KeyShapes => Distinct(KeyShape().Matches(Text).Where(match => match.Groups[1].Value is not (":worker" or ":scheduler")));

    /// <summary>The keys that the header names, such as <c>:r:&lt;id&gt;</c>, each with its type.</summary>
    public IReadOnlyList<(string Key, string Type)> Derived =>
        [.. DerivedKey().Matches(Section("Derived")).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>What all keys that it derives begin with: the guard of a partition, or that of the results.</summary>
    public string Guard => Header.Contains("-- KEYS[1]  guard of the results\n", StringComparison.Ordinal) ? "{prefix:results}" : "{prefix:p}";

    /// <summary>The key of a whole namespace that it touches in place of a partition's, such as <c>{prefix}:probe</c>; null for none.</summary>
    public (string Key, string Type)? NamespaceKey =>
        WholeKey().Match(Header) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>The words that it returns: those on lines that make a reply, but for what is compared and the fields of a hash.</summary>
    public IReadOnlyList<string> ReturnedWords => Distinct(
        Text.Split('\n').Where(line => Reply().IsMatch(line)).SelectMany(line => Word().Matches(NoReply().Replace(line, ""))));

    /// <summary>The words that the header says it returns.</summary>
    public IReadOnlyList<string> NamedWords => Distinct(Word().Matches(Section("Returns")));

    public static ScriptSource Read(string name) => new(name);

    /// <summary>The lines of one part of the header: from its mark to the next one.</summary>
    private string Section(string mark)
    {
        var lines = Header.Split('\n').SkipWhile(line => !line.StartsWith($"-- {mark} ", StringComparison.Ordinal)).ToArray();
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith("--   ", StringComparison.Ordinal))));
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<Match> matches) => [.. matches.Select(match => match.Groups[1].Value).Distinct().Order()];

    [GeneratedRegex(@"(?:guard|KEYS\[1\]) \.\. '(:[a-z]+)")]
    private static partial Regex KeyShape();

    [GeneratedRegex("(:[a-z]+(?::<[a-z ]+>)*) (string|list|set|zset|hash)")]
    private static partial Regex DerivedKey();

    [GeneratedRegex(@"-- KEYS\[1\]  [a-z]+: (\{prefix\}:[a-z]+), (\w+)")]
    private static partial Regex WholeKey();

    [GeneratedRegex(@"\breturn\b|\bword\b.*=|(?:replies|finished)\[")]
    private static partial Regex Reply();

    [GeneratedRegex(@"redis\.call\([^()]*\)|[=~]= '[a-z]*'")]
    private static partial Regex NoReply();

    [GeneratedRegex("'([a-z]+)'")]
    private static partial Regex Word();
}
