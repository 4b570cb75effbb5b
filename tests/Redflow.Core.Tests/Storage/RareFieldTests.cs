using System.Text.RegularExpressions;
using Redflow.Storage.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Fields of a run that few runs have are looked for only in runs that are marked: whoever writes one has to mark the run.</summary>
public sealed partial class RareFieldTests
{
    public static TheoryData<string> Files =>
        [.. ScriptSource.Names.Select(script => $"{script}.lua"), .. ScriptSource.LibraryNames.Where(name => name != "set_more").Select(name => $"lib/{name}.lua")];

    private static IReadOnlyList<string> Rare { get; } =
    [
        .. Quoted().Matches(MoreFields().Match(Script.Read("lib/read_run.lua")).Value).Select(field => field.Groups[1].Value),
        .. ClaimedField().Matches(Script.Read("lib/claim_run.lua")).Select(field => field.Groups[1].Value).Except(["i", "t"]),
    ];

    [Fact]
    public void Rare_fields_are_found_in_the_scripts() => Assert.Superset(new HashSet<string> { "p", "h", "wk", "nt", "cf" }, Rare.ToHashSet());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_rare_field_is_written_with_the_mark(string file)
    {
        var unmarked = RunWrite().Matches(Script.Read(file)).Select(write => write.Value)
            .Where(write => !write.Contains("'m',", StringComparison.Ordinal) && !IsEnd(write))
            .Where(write => Quoted().Matches(write).Any(field => Rare.Contains(field.Groups[1].Value)));

        Assert.Empty(unmarked);
    }

    /// <summary>Nothing but a retry, which marks the run, goes by what is stored with the end.</summary>
    private static bool IsEnd(string write) => write.Contains("'z', stamp", StringComparison.Ordinal);

    [GeneratedRegex(@"local more = redis\.call\('HMGET', key,[^)]*\)")]
    private static partial Regex MoreFields();

    [GeneratedRegex(@"\bfields\.(\w+)")]
    private static partial Regex ClaimedField();

    [GeneratedRegex(@"redis\.call\('HSET', (?:r\.key|run),[^\n]*")]
    private static partial Regex RunWrite();

    [GeneratedRegex("'([A-Za-z][a-z0-9]?)'")]
    private static partial Regex Quoted();
}
