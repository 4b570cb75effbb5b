using System.Text.RegularExpressions;
using Redflow.Core.Tests.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>Holds docs/reference/redis-keys.md to the scripts.</summary>
public sealed partial class RedisKeysTests
{
    private static readonly string Reference = Repository.Read("docs", "reference", "redis-keys.md");

    private static readonly string[] Files =
    [
        .. ScriptSource.Names.Select(name => Script.Read($"{name}.lua")),
        .. ScriptSource.LibraryNames.Where(name => name != "manual_time").Select(name => Script.Read($"lib/{name}.lua")),
    ];

    [Fact]
    public void The_reference_lists_exactly_the_keys_of_the_scripts_with_their_types()
    {
        var scripts = ScriptSource.Names.Select(ScriptSource.Read).ToArray();
        var used = scripts.SelectMany(script => script.Derived.Select(derived => ($"{script.Guard}{derived.Key}", derived.Type)))
            .Concat(scripts.Select(script => script.NamespaceKey).OfType<(string, string)>());
        var listed = KeyRow().Matches(Reference).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

        Assert.Equal(used.Distinct().Order(), listed.Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_fields_of_a_run()
    {
        var used = Files.SelectMany(text => RunCall().Matches(text)).SelectMany(call => ShortName().Matches(call.Value))
            .Concat(Files.SelectMany(text => Stored().Matches(text)).SelectMany(stored => ShortName().Matches(stored.Value)))
            .Select(field => field.Groups[1].Value);

        Assert.Equal(used.Distinct().Order(), Names("Fields of a run").Where(field => !field.Contains('<', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_fields_of_a_workflow()
    {
        var used = Files.SelectMany(text => WorkflowCall().Matches(text)).SelectMany(call => ShortName().Matches(call.Value))
            .Select(field => field.Groups[1].Value);

        Assert.Equal(used.Distinct().Order(), Names("Fields of a workflow").Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_fields_of_a_schedule()
    {
        var used = Files.SelectMany(text => ScheduleCall().Matches(text)).SelectMany(call => ShortName().Matches(call.Value))
            .Select(field => field.Groups[1].Value);

        Assert.Equal(used.Append("d").Append("w").Distinct().Order(), Names("Fields of a schedule").Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_effects()
    {
        var owed = Files.SelectMany(text => Owed().Matches(text)).Select(match => match.Groups[1].Value);

        Assert.Equal(owed.Distinct().Order(), Names("Fields of an effect").Order());
    }

    [Fact]
    public void The_reference_lists_exactly_what_a_minute_counts()
    {
        string[] ends = ["succeeded", "failed", "canceled"];
        var counted = Files.SelectMany(text => Counted().Matches(text)).Select(match => match.Groups[1].Value).Concat(ends);

        Assert.Equal(counted.Distinct().Order(), Names("Fields of a minute").Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_kinds_of_a_stored_step()
    {
        string[] kinds =
        [
            StoredStep.Succeeded, StoredStep.Failed, StoredStep.Broken, StoredStep.Sleep, StoredStep.Child, StoredStep.Event, StoredStep.Signal,
        ];

        Assert.Equal(kinds.Order(), Names("Stored steps").Order());
    }

    /// <summary>The names in the first column of a section's table.</summary>
    private static IEnumerable<string> Names(string section) => Reference.Split("\n## ")
        .Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal))
        .Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split('|')[1]))
        .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| `(\{prefix(?::p|:results)?\}:[^`]+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex KeyRow();

    /// <summary>A call on a run's hash: its key is <c>r.key</c>, or one that the script calls <c>run</c> or <c>key</c>.</summary>
    [GeneratedRegex(@"(?:'H\w+', |\bset_more\()(?:r\.key|run|key|guard \.\. ':r:' \.\. [\w\[\]]+),[^\n]*(?:\n    '[^\n]*)?")]
    private static partial Regex RunCall();

    [GeneratedRegex(@"'H\w+', (?:hash|guard \.\. ':w:' \.\. name),[^\n]*|for [^\n]* in ipairs\(\{ '(?:c|q)',[^\n]*")]
    private static partial Regex WorkflowCall();

    [GeneratedRegex(@"'H\w+', (?:stored|schedule\.key),[^\n]*")]
    private static partial Regex ScheduleCall();

    [GeneratedRegex("'([A-Za-z][a-z0-9]?)'")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"STORED = \{([^}]*)\}")]
    private static partial Regex Stored();

    [GeneratedRegex(@"\bowe\(guard, now, '(\w+)'")]
    private static partial Regex Owed();

    [GeneratedRegex(@"\bcount\([^,]+, '(\w+)'")]
    private static partial Regex Counted();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
